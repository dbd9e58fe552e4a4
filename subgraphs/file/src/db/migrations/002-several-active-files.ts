import { Migration } from '@mikro-orm/migrations';

/** A session may have several active files, in an order; the one that was active becomes its first. */
export class SeveralActiveFiles extends Migration {
  override up(): void {
    this.addSql('alter table active_files add column position integer not null default 0');
    this.addSql('alter table active_files alter column position drop default');
    this.addSql('alter table active_files drop constraint active_files_pkey');
    this.addSql('alter table active_files add primary key (user_id, session_id, file_id)');
    this.addSql(`alter table active_files add constraint active_files_user_id_session_id_position_key
      unique (user_id, session_id, position)`);
  }
}
