import { connectDatabase, type Database } from '@mas/kit/database/database';
import { Users } from './migrations/001-users.ts';
import { RefreshTokens } from './migrations/002-refresh-tokens.ts';
import { Invitations } from './migrations/003-invitations.ts';
import { UserEntity } from './user.entity.ts';

/** Connects to auth_db and brings its schema up to date. */
export function connectAuthDatabase(url: string): Promise<Database> {
  const migrations = [
    { name: '001-users', class: Users },
    { name: '002-refresh-tokens', class: RefreshTokens },
    { name: '003-invitations', class: Invitations },
  ];
  return connectDatabase({ url, entities: [UserEntity], migrations });
}
