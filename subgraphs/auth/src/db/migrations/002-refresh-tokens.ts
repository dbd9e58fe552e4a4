import { Migration } from '@mikro-orm/migrations';

export class RefreshTokens extends Migration {
  override up(): void {
    this.addSql(`create table sign_ins (
      id uuid primary key,
      user_id integer not null references users (id) on delete cascade,
      created_at timestamptz not null default clock_timestamp(),
      access_until timestamptz not null,
      expires_at timestamptz not null,
      revoked_at timestamptz
    )`);
    this.addSql('create index sign_ins_user_id on sign_ins (user_id)');
    this.addSql('create index sign_ins_expires_at on sign_ins (expires_at)');
    this.addSql('create index sign_ins_revoked_at on sign_ins (revoked_at) where revoked_at is not null');
    this.addSql(`create table refresh_tokens (
      hash char(64) primary key,
      sign_in_id uuid not null references sign_ins (id) on delete cascade,
      expires_at timestamptz not null,
      used_at timestamptz
    )`);
    this.addSql('create index refresh_tokens_sign_in_id on refresh_tokens (sign_in_id)');
    this.addSql('create index refresh_tokens_expires_at on refresh_tokens (expires_at)');
  }
}
