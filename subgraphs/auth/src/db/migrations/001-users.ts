import { Migration } from '@mikro-orm/migrations';

export class Users extends Migration {
  override up(): void {
    this.addSql(`create table users (
      id serial primary key,
      email varchar(254) not null unique,
      password varchar(72) not null,
      created_at timestamptz not null default current_timestamp
    )`);
  }
}
