import { Migration } from '@mikro-orm/migrations';

/** What is remembered of a file in a session, a row for each; the summaries and the rest are MessagePack. */
export class AgentMemory extends Migration {
  override up(): void {
    this.addSql(`create table agent_memory (
      user_id integer not null,
      session_id uuid not null,
      file_name varchar not null,
      analysis_summary bytea not null,
      visualization_summary bytea not null,
      code_summary bytea not null,
      user_preferences_summary bytea not null,
      variables bytea not null,
      conversation bytea not null,
      created_at timestamptz default current_timestamp,
      updated_at timestamptz default current_timestamp,
      primary key (user_id, session_id, file_name)
    )`);
  }
}
