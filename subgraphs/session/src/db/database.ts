import { connectDatabase, type Database } from '@mas/kit/database/database';
import { Sessions } from './migrations/001-sessions.ts';
import { SessionEntity } from './session.entity.ts';

/** Connects to session_db and brings its schema up to date. */
export function connectSessionDatabase(url: string): Promise<Database> {
  return connectDatabase({ url, entities: [SessionEntity], migrations: [{ name: '001-sessions', class: Sessions }] });
}
