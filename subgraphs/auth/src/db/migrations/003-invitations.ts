import { Migration } from '@mikro-orm/migrations';

export class Invitations extends Migration {
  override up(): void {
    this.addSql(`create table invitations (
      id serial primary key,
      hash char(64) not null unique,
      email varchar(254),
      uses integer not null check (uses > 0),
      used integer not null default 0 check (used between 0 and uses),
      created_at timestamptz not null default clock_timestamp(),
      expires_at timestamptz not null,
      revoked_at timestamptz
    )`);
    this.addSql('create index invitations_expires_at on invitations (expires_at)');
  }
}
