import { Migration } from '@mikro-orm/migrations';

/** Notes by the name of their column. */
export class ColumnNotes extends Migration {
  override up(): void {
    this.addSql(`alter table files add column column_notes jsonb not null default '{}'`);
  }
}
