import { LockMode, raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import { type Session, SessionEntity } from './session.entity.ts';
import type { SessionCursor } from './session-cursor.ts';

/** A session by its id or by its title. */
export type SessionKey = { readonly id: string } | { readonly title: string };

export interface SessionFilter {
  readonly userId: number;
  /** Only titles that hold this text; case does not matter. */
  readonly search: string | undefined;
}

/** Every method works on one owner's sessions alone. */
export interface SessionRepository {
  find(userId: number, key: SessionKey): Promise<Session | null>;
  findActive(userId: number): Promise<Session | null>;
  /** The active session's id as the database has it at this moment, whatever was loaded before. */
  readActiveId(userId: number): Promise<string | undefined>;
  /** The first ones behind a cursor, newest first, with `createdAtExact`. */
  list(filter: SessionFilter, after: SessionCursor | undefined, limit: number): Promise<Session[]>;
  count(filter: SessionFilter): Promise<number>;
  /** Whether there is one at the cursor or before it. */
  existsUpTo(filter: SessionFilter, cursor: SessionCursor): Promise<boolean>;
  /** Adds a session as the active one. @throws UniqueConstraintViolationException when the title is taken. */
  insertActive(userId: number, title: string): Promise<Session>;
  /** Makes a session the active one; null, and nothing changed, when there is none. */
  activate(userId: number, key: SessionKey): Promise<Session | null>;
  /** Null when there is none. @throws UniqueConstraintViolationException when the title is taken. */
  rename(userId: number, id: string, title: string): Promise<Session | null>;
  /** Deletes a session unless it is active, and says whether it did: the statement decides, so no activation slips between. */
  deleteInactive(userId: number, id: string): Promise<boolean>;
}

/** The transaction's own clock stands still while it waits for its turn; this one says when a change was really made. */
const now = () => raw('clock_timestamp()');

export function createSessionRepository(em: EntityManager): SessionRepository {
  return {
    find: (userId, key) => em.findOne(SessionEntity, { userId, ...key }),
    findActive: (userId) => em.findOne(SessionEntity, { userId, active: true }),
    async readActiveId(userId) {
      const rows = await em.execute<{ id: string }[]>('select id from sessions where user_id = ? and active', [userId]);
      return rows[0]?.id;
    },
    list: (filter, after, limit) =>
      em.find(SessionEntity, after === undefined ? matching(filter) : { $and: [matching(filter), behind(after)] }, {
        orderBy: { createdAt: 'desc', id: 'desc' },
        limit,
        populate: ['createdAtExact'],
      }),
    count: (filter) => em.count(SessionEntity, matching(filter)),
    existsUpTo: async (filter, cursor) =>
      (await em.count(SessionEntity, { $and: [matching(filter), { $not: behind(cursor) }] })) > 0,
    insertActive: (userId, title) =>
      inTurn(em, userId, async (tx) => {
        await deactivate(tx, userId);
        const id = randomUUID();
        await tx.insert(SessionEntity, { id, userId, title, active: true, createdAt: now(), updatedAt: now() });
        return tx.findOneOrFail(SessionEntity, { id });
      }),
    activate: (userId, key) => inTurn(em, userId, (tx) => activate(tx, userId, key)),
    async rename(userId, id, title) {
      await em.nativeUpdate(SessionEntity, { userId, id }, { title, updatedAt: now() });
      return em.findOne(SessionEntity, { userId, id }, { refresh: true });
    },
    deleteInactive: async (userId, id) => (await em.nativeDelete(SessionEntity, { userId, id, active: false })) > 0,
  };
}

/** Any number that no other lock of this database has: the first half of a lock's name, the owner is the second. */
const activationLock = 5_001;

/** One change of an owner's active session at a time; each sees what the one before committed. */
function inTurn<Result>(em: EntityManager, userId: number, work: (tx: EntityManager) => Promise<Result>) {
  return em.transactional(async (tx) => {
    await tx.execute('select pg_advisory_xact_lock(?, ?)', [activationLock, userId]);
    return work(tx);
  });
}

async function activate(tx: EntityManager, userId: number, key: SessionKey): Promise<Session | null> {
  const options = { refresh: true, lockMode: LockMode.PESSIMISTIC_WRITE };
  const session = await tx.findOne(SessionEntity, { userId, ...key }, options);
  if (session === null || session.active) return session;
  await deactivate(tx, userId);
  await tx.nativeUpdate(SessionEntity, { id: session.id }, { active: true, updatedAt: now() });
  return tx.findOne(SessionEntity, { id: session.id }, { refresh: true });
}

async function deactivate(tx: EntityManager, userId: number): Promise<void> {
  await tx.nativeUpdate(SessionEntity, { userId, active: true }, { active: false, updatedAt: now() });
}

function matching({ userId, search }: SessionFilter) {
  return { userId, ...(search && { title: { $ilike: `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` } }) };
}

function behind({ createdAt, id }: SessionCursor) {
  return { [raw('(created_at, id) < (?::timestamptz, ?::uuid)', [createdAt, id])]: [] };
}
