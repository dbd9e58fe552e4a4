import { Migration } from '@mikro-orm/migrations';

export class Sessions extends Migration {
  override up(): void {
    this.addSql(`create table sessions (
      id uuid primary key default gen_random_uuid(),
      user_id integer not null,
      title varchar not null,
      active boolean not null default false,
      created_at timestamptz not null default current_timestamp,
      updated_at timestamptz not null default current_timestamp,
      constraint sessions_user_id_title_key unique (user_id, title)
    )`);
    this.addSql('create unique index sessions_user_id_active_key on sessions (user_id) where active');
    this.addSql('create index sessions_user_id_created_at_idx on sessions (user_id, created_at, id)');
  }
}
