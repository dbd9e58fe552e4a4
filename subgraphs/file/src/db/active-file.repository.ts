import type { EntityManager } from '@mikro-orm/postgresql';
import { ActiveFileEntity } from './active-file.entity.ts';
import { FileEntity, type StoredFile } from './file.entity.ts';

export interface ActiveSession {
  readonly userId: number;
  readonly sessionId: string;
}

export interface Activation extends ActiveSession {
  readonly fileId: number;
  /** Whether the files that are active stay so, before this one. */
  readonly keepOthers: boolean;
}

/** So many files of a session are active at most. */
export const maxActiveFiles = 8;

/** Every method works on one owner's sessions alone. */
export interface ActiveFileRepository {
  /** The first active file, as the database has it at this moment, whatever was loaded before. */
  find(session: ActiveSession): Promise<StoredFile | null>;
  /** All of them in their order, as the database has them at this moment. */
  list(session: ActiveSession): Promise<StoredFile[]>;
  /** False, and nothing changed, when too many would be active. @throws ForeignKeyConstraintViolationException when the file is gone. */
  activate(activation: Activation): Promise<boolean>;
  /** False when the file is not active. */
  deactivate(session: ActiveSession, fileId: number): Promise<boolean>;
}

/** Any number that no other lock of this database has: the first half of a lock's name, the second is made of the session. */
const activationLock = 6_002;

export function createActiveFileRepository(em: EntityManager): ActiveFileRepository {
  return {
    find: async (session) => (await list(em, session, 1))[0] ?? null,
    list: (session) => list(em, session, maxActiveFiles),
    activate: (activation) => em.transactional((tx) => activate(tx, activation)),
    async deactivate({ userId, sessionId }, fileId) {
      return (await em.nativeDelete(ActiveFileEntity, { userId, sessionId, fileId })) > 0;
    },
  };
}

async function list(em: EntityManager, { userId, sessionId }: ActiveSession, limit: number): Promise<StoredFile[]> {
  const query = `select file_id as id from active_files where user_id = ? and session_id = ? order by position limit ?`;
  const rows = await em.execute<{ id: number }[]>(query, [userId, sessionId, limit]);
  const ids = rows.map(({ id }) => id);
  const files = await em.find(FileEntity, { userId, id: { $in: ids } }, { refresh: true });
  return ids.flatMap((id) => files.find((file) => file.id === id) ?? []);
}

export async function sessionsOf(em: EntityManager, userId: number, fileId: number): Promise<string[]> {
  const query = 'select session_id as id from active_files where user_id = ? and file_id = ?';
  const rows = await em.execute<{ id: string }[]>(query, [userId, fileId]);
  return rows.map(({ id }) => id);
}

/** Within a transaction: one activation of a session at a time, so that places are given once and the count is right. */
export async function activate(
  tx: EntityManager,
  { userId, sessionId, fileId, keepOthers }: Activation,
): Promise<boolean> {
  await tx.execute('select pg_advisory_xact_lock(?, hashtext(?))', [activationLock, `${userId}/${sessionId}`]);
  if (!keepOthers) await tx.nativeDelete(ActiveFileEntity, { userId, sessionId, fileId: { $ne: fileId } });
  const active = await tx.find(ActiveFileEntity, { userId, sessionId }, { disableIdentityMap: true });
  if (active.some((other) => other.fileId === fileId)) return true;
  if (active.length >= maxActiveFiles) return false;
  const position = Math.max(-1, ...active.map((other) => other.position)) + 1;
  await tx.insert(ActiveFileEntity, { userId, sessionId, fileId, position, updatedAt: new Date() });
  return true;
}
