import { isDeepStrictEqual } from 'node:util';
import { type Cache, cacheKeys } from '@mas/kit/cache/cache';
import { z } from 'zod';
import type { ActiveFileRepository } from '../db/active-file.repository.ts';
import type { StoredFile } from '../db/file.entity.ts';

export interface ActiveFileCache {
  /** Cache first, then the database. */
  find(userId: number, sessionId: string): Promise<StoredFile | null>;
  /** Call it after a change is committed: brings what is cached of a session up to date. */
  publish(userId: number, sessionId: string): Promise<void>;
}

export interface ActiveFileCacheDependencies {
  readonly cache: Cache;
  readonly activeFiles: ActiveFileRepository;
}

const maxRounds = 5;

/** The first active file of a session as a hash of its metadata, which other programs read too. */
export function createActiveFileCache({ cache, activeFiles }: ActiveFileCacheDependencies): ActiveFileCache {
  /**
   * Writers race for the key after their commits. Each looks at the database once more after it wrote: whoever wrote last
   * has looked last, so the key ends as the database is.
   */
  const publish = async (userId: number, sessionId: string): Promise<StoredFile | null> => {
    const key = cacheKeys.activeFile(String(userId), sessionId);
    let file = await activeFiles.find({ userId, sessionId });
    for (let round = 0; round < maxRounds; round += 1) {
      const fields = file && toFields(file);
      await (fields === null ? cache.delete(key) : cache.setHash(key, fields));
      file = await activeFiles.find({ userId, sessionId });
      if (isDeepStrictEqual(file && toFields(file), fields)) return file;
    }
    await cache.delete(key);
    return file;
  };
  return {
    async find(userId, sessionId) {
      const fields = await cache.getHash(cacheKeys.activeFile(String(userId), sessionId));
      const cached = cachedFile.safeParse(fields);
      if (cached.success && cached.data.userId === userId) return cached.data;
      const active = await activeFiles.find({ userId, sessionId });
      return active === null && fields === undefined ? null : publish(userId, sessionId);
    },
    async publish(userId, sessionId) {
      await publish(userId, sessionId);
    },
  };
}

function toFields(file: StoredFile): Record<string, string> {
  return {
    id: String(file.id),
    user_id: String(file.userId),
    file_name: file.name,
    storage_uri: file.storageUri,
    parquet_uri: file.parquetUri,
    storage_type: file.storageType,
    description: file.description,
    summary: file.summary,
    size_bytes: String(file.sizeBytes),
    created_at: file.createdAt.toISOString(),
  };
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** What the cache says is checked like any other input. */
const cachedFile = z
  .object({
    id: wholeNumber,
    user_id: wholeNumber,
    file_name: z.string(),
    storage_uri: z.string(),
    parquet_uri: z.string(),
    storage_type: z.enum(['LOCAL']),
    description: z.string(),
    summary: z.string(),
    size_bytes: wholeNumber,
    created_at: z.iso.datetime().transform((text) => new Date(text)),
  })
  .transform(({ id, ...fields }): StoredFile => ({
    id,
    userId: fields.user_id,
    name: fields.file_name,
    storageUri: fields.storage_uri,
    parquetUri: fields.parquet_uri,
    storageType: fields.storage_type,
    description: fields.description,
    summary: fields.summary,
    sizeBytes: fields.size_bytes,
    createdAt: fields.created_at,
  }));
