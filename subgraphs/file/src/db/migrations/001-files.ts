import { Migration } from '@mikro-orm/migrations';

export class Files extends Migration {
  override up(): void {
    this.addSql(`create type storage_type as enum ('LOCAL')`);
    this.addSql(`create table files (
      id serial primary key,
      user_id integer not null,
      file_name varchar not null,
      storage_uri varchar not null,
      parquet_uri varchar not null,
      storage_type storage_type not null,
      description text not null,
      summary text not null,
      profile jsonb not null,
      size_bytes bigint not null,
      created_at timestamptz not null default current_timestamp,
      constraint files_user_id_file_name_key unique (user_id, file_name)
    )`);
    this.addSql('create index files_user_id_id_idx on files (user_id, id)');
    this.addSql(`create table active_files (
      user_id integer not null,
      session_id uuid not null,
      file_id integer not null references files (id) on delete cascade,
      updated_at timestamptz not null default current_timestamp,
      primary key (user_id, session_id)
    )`);
    this.addSql('create index active_files_file_id_idx on active_files (file_id)');
  }
}
