import { Migration } from '@mikro-orm/migrations';

/**
 * `json`, not `jsonb`: code prints what it likes, and jsonb takes no NUL. Nothing queries inside these values.
 */
export class Runs extends Migration {
  override up(): void {
    this.addSql(`create table runs (
      id uuid primary key,
      ordinal bigint generated always as identity unique,
      user_id integer not null,
      session_id uuid not null,
      file_id integer not null,
      question text not null,
      requested_mode varchar(16) not null,
      mode varchar(16) not null,
      status varchar(16) not null,
      dataset json not null,
      subtasks json not null,
      report text not null default '',
      numbers json not null,
      usage json not null,
      error json,
      analyst varchar(200) not null,
      sandbox varchar(200) not null default '',
      idempotency_key varchar(200),
      last_seq integer not null default 0,
      attempts integer not null default 0,
      heartbeat_at timestamptz,
      created_at timestamptz not null default clock_timestamp(),
      started_at timestamptz,
      finished_at timestamptz,
      unique (user_id, idempotency_key)
    )`);
    this.addSql('create index runs_of_session on runs (user_id, session_id, ordinal desc)');
    this.addSql(`create index runs_under_way on runs (user_id) where status in ('QUEUED', 'RUNNING')`);
    this.addSql(`create table run_events (
      run_id uuid not null references runs (id) on delete cascade,
      seq integer not null,
      type varchar(32) not null,
      at timestamptz not null,
      data json not null,
      primary key (run_id, seq)
    )`);
    this.addSql(`create table artifacts (
      id uuid primary key,
      run_id uuid not null references runs (id) on delete cascade,
      subtask integer not null,
      position integer not null,
      kind varchar(16) not null,
      title text not null,
      spec json,
      svg text,
      png bytea,
      columns json,
      rows json,
      total_rows integer,
      created_at timestamptz not null default clock_timestamp(),
      unique (run_id, subtask, position)
    )`);
  }
}
