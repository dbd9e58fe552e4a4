import { raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { type DatasetProfile, datasetProfileSchema } from '../profiling/dataset-profile.ts';
import { activate, sessionsOf } from './active-file.repository.ts';
import { type ColumnNote, FileEntity, type NewFile, type StoredFile } from './file.entity.ts';

/** A file by its id or by its name. */
export type FileKey = { readonly id: number } | { readonly name: string };

export interface FileFilter {
  readonly userId: number;
  /** Only names that hold this text; case does not matter. */
  readonly search: string | undefined;
}

/** Every method works on one owner's files alone. */
export interface FileRepository {
  find(userId: number, key: FileKey): Promise<StoredFile | null>;
  profile(userId: number, id: number): Promise<DatasetProfile | null>;
  /** What is said of columns, in the columns' order. */
  columnNotes(userId: number, id: number): Promise<ColumnNote[]>;
  /** The first ones behind an id, newest first. */
  list(filter: FileFilter, after: number | undefined, limit: number): Promise<StoredFile[]>;
  count(filter: FileFilter): Promise<number>;
  /** Whether there is one at the id or before it in the list. */
  existsUpTo(filter: FileFilter, id: number): Promise<boolean>;
  /** How many bytes the owner's uploads take. */
  usedBytes(userId: number): Promise<number>;
  /**
   * Stores a file and makes it active in a session, both or neither; nothing is changed when the owner's uploads would take
   * more than the quota or the session has no room for one more. @throws UniqueConstraintViolationException when the name is
   * taken.
   */
  insertActive(file: NewFile, placement: Placement): Promise<StoredFile | 'over quota' | 'session full'>;
  /** Null when there is none. @throws UniqueConstraintViolationException when the name is taken. */
  update(userId: number, id: number, changes: FileChanges): Promise<StoredFile | null>;
  /** The sessions in which a file is active. */
  sessionsOf(userId: number, id: number): Promise<string[]>;
  /** Gives the sessions in which it was active; null when there is none. */
  delete(userId: number, id: number): Promise<{ readonly sessionIds: readonly string[] } | null>;
}

export interface Placement {
  readonly sessionId: string;
  readonly keepOthers: boolean;
  readonly quotaBytes: number;
}

export interface FileChanges {
  readonly name?: string;
  readonly description?: string;
  /** By the column's name; those of other columns stay, and null takes one away. */
  readonly columnNotes?: Readonly<Record<string, string | null>>;
}

/** Any number that no other lock of this database has: the first half of a lock's name, the owner is the second. */
const quotaLock = 6_001;

export function createFileRepository(em: EntityManager): FileRepository {
  return {
    find: (userId, key) => em.findOne(FileEntity, { userId, ...key }),
    async profile(userId, id) {
      const rows: unknown = await em.execute('select profile from files where user_id = ? and id = ?', [userId, id]);
      return z.array(z.object({ profile: datasetProfileSchema })).parse(rows)[0]?.profile ?? null;
    },
    columnNotes: (userId, id) => readColumnNotes(em, userId, id),
    list: (filter, after, limit) =>
      em.find(
        FileEntity,
        { ...matching(filter), ...(after !== undefined && { id: { $lt: after } }) },
        {
          orderBy: { id: 'desc' },
          limit,
        },
      ),
    count: (filter) => em.count(FileEntity, matching(filter)),
    existsUpTo: async (filter, id) => (await em.count(FileEntity, { ...matching(filter), id: { $gte: id } })) > 0,
    usedBytes: (userId) => usedBytes(em, userId),
    insertActive: (file, placement) =>
      em
        .transactional((tx) => insertActive(tx, file, placement))
        .catch((error: unknown) => {
          if (error instanceof SessionFullError) return 'session full';
          throw error;
        }),
    async update(userId, id, { columnNotes, ...changes }) {
      const merged = columnNotes && {
        columnNotes: raw('jsonb_strip_nulls(column_notes || ?::jsonb)', [JSON.stringify(columnNotes)]),
      };
      const all = { ...changes, ...merged };
      if (Object.keys(all).length > 0) await em.nativeUpdate(FileEntity, { userId, id }, all);
      return em.findOne(FileEntity, { userId, id }, { refresh: true });
    },
    sessionsOf: (userId, id) => sessionsOf(em, userId, id),
    delete: (userId, id) =>
      em.transactional(async (tx) => {
        const sessionIds = await sessionsOf(tx, userId, id);
        const deleted = await tx.nativeDelete(FileEntity, { userId, id });
        return deleted === 0 ? null : { sessionIds };
      }),
  };
}

/** Rolls the transaction back. */
class SessionFullError extends Error {}

async function insertActive(
  tx: EntityManager,
  file: NewFile,
  { sessionId, keepOthers, quotaBytes }: Placement,
): Promise<StoredFile | 'over quota'> {
  const { userId } = file;
  await tx.execute('select pg_advisory_xact_lock(?, ?)', [quotaLock, userId]);
  if ((await usedBytes(tx, userId)) + file.sizeBytes > quotaBytes) return 'over quota';
  const entity = tx.create(FileEntity, { ...file, createdAt: new Date() });
  await tx.persist(entity).flush();
  if (!(await activate(tx, { userId, sessionId, fileId: entity.id, keepOthers }))) throw new SessionFullError();
  return entity;
}

async function readColumnNotes(em: EntityManager, userId: number, id: number): Promise<ColumnNote[]> {
  const query = `select item ->> 'name' as "column", column_notes ->> (item ->> 'name') as note
    from files, jsonb_array_elements(profile -> 'columns') with ordinality as columns (item, place)
    where user_id = ? and id = ? and column_notes ->> (item ->> 'name') is not null
    order by place`;
  return em.execute<ColumnNote[]>(query, [userId, id]);
}

async function usedBytes(em: EntityManager, userId: number): Promise<number> {
  const query = 'select coalesce(sum(size_bytes), 0)::float8 as used from files where user_id = ?';
  const rows = await em.execute<{ used: number }[]>(query, [userId]);
  return rows[0]?.used ?? 0;
}

function matching({ userId, search }: FileFilter) {
  return { userId, ...(search && { name: { $ilike: `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` } }) };
}
