import { Migration } from '@mikro-orm/migrations';

/** What a run is about beside its first dataset. */
export class OtherDatasets extends Migration {
  override up(): void {
    this.addSql(`alter table runs add column other_file_ids json not null default '[]'`);
    this.addSql(`alter table runs add column other_datasets json not null default '[]'`);
  }
}
