import { Migration } from '@mikro-orm/migrations';

/** What a rerun runs, which run that came from, and what could be asked after an answer. */
export class Reruns extends Migration {
  override up(): void {
    this.addSql(`alter table runs
      add column rerun_of uuid references runs (id) on delete set null,
      add column rerun_plan json,
      add column follow_ups json not null default '[]'`);
  }
}
