import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { BlobStore } from '@mas/kit/blobs/blob-store';
import { AppError, toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import type { ActiveFileRepository } from '../db/active-file.repository.ts';
import type { ColumnNote, StoredFile } from '../db/file.entity.ts';
import type { FileFilter, FileRepository } from '../db/file.repository.ts';
import type { DatasetProfile } from '../profiling/dataset-profile.ts';
import type { SessionCaller, SessionDirectory } from '../sessions/session-directory.ts';
import type { ActiveFileCache } from './active-file-cache.ts';
import { parseColumnNotes } from './column-notes.ts';
import { type FileReference, found, parseFileId, parseFileKey } from './file-key.ts';
import { parseDescription, parseFileName } from './file-name.ts';
import { type FilePage, type FilePageRequest, loadFilePage } from './file-page.ts';

/** For a caller only their own files exist: another's is NOT_FOUND, like one that never was. */
export interface FileService {
  /** @throws AppError NOT_FOUND */
  find(userId: number, id: string): Promise<StoredFile>;
  /** @throws AppError NOT_FOUND */
  profile(file: StoredFile): Promise<DatasetProfile>;
  /** What its owner says of single columns, in the columns' order. */
  columnNotes(file: StoredFile): Promise<readonly ColumnNote[]>;
  /** @throws AppError BAD_USER_INPUT */
  list(userId: number, request: FilePageRequest): Promise<FilePage>;
  count(filter: FileFilter): Promise<number>;
  /** Its URIs stay: they are addresses, not names. @throws AppError NOT_FOUND, CONFLICT, BAD_USER_INPUT */
  update(userId: number, id: string, changes: FileUpdate): Promise<StoredFile>;
  /** Gives the id of the file that was. @throws AppError NOT_FOUND, BAD_USER_INPUT, FAILED_PRECONDITION while active */
  remove(caller: SessionCaller, reference: FileReference): Promise<number>;
}

export interface FileUpdate {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** Columns that are not named keep theirs; an empty note takes one away. */
  readonly columnNotes?: readonly ColumnNote[] | null | undefined;
}

export interface FileServiceDependencies {
  readonly files: FileRepository;
  readonly activeFiles: ActiveFileRepository;
  readonly activeCache: ActiveFileCache;
  readonly blobs: BlobStore;
  readonly sessions: SessionDirectory;
  readonly logger: Logger;
}

export function createFileService(deps: FileServiceDependencies): FileService {
  const { files, activeCache } = deps;
  return {
    find: async (userId, id) => found(await files.find(userId, { id: parseFileId(id) })),
    profile: async ({ userId, id }) => found(await files.profile(userId, id)),
    columnNotes: ({ userId, id }) => files.columnNotes(userId, id),
    list: (userId, request) => loadFilePage(files, userId, request),
    count: (filter) => files.count(filter),
    async update(userId, id, { name, description, columnNotes }) {
      const fileId = parseFileId(id);
      const changes = {
        ...(name != null && { name: parseFileName(name) }),
        ...(description != null && { description: parseDescription(description) }),
        ...(columnNotes != null && {
          columnNotes: parseColumnNotes(columnNotes, found(await files.profile(userId, fileId))),
        }),
      };
      const file = found(await files.update(userId, fileId, changes).catch(throwConflict));
      for (const sessionId of await files.sessionsOf(userId, fileId)) await activeCache.publish(userId, sessionId);
      return file;
    },
    async remove(caller, reference) {
      const userId = Number(caller.userId);
      const file = found(await files.find(userId, parseFileKey(reference)));
      await refuseWhileActive(deps, caller, file);
      const { sessionIds } = found(await files.delete(userId, file.id));
      for (const sessionId of sessionIds) await activeCache.publish(userId, sessionId);
      await deleteBlobs(deps, file);
      return file.id;
    },
  };
}

async function refuseWhileActive(
  { sessions, activeFiles }: FileServiceDependencies,
  caller: SessionCaller,
  file: StoredFile,
): Promise<void> {
  const session = await sessions.active(caller).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  });
  if (session === undefined) return;
  const active = await activeFiles.list({ userId: file.userId, sessionId: session.id });
  if (active.some(({ id }) => id === file.id)) {
    throw new AppError(
      'FAILED_PRECONDITION',
      'This file is active in the active session: deactivate it, or activate another one, before you delete it.',
    );
  }
}

/** The file is gone for its owner whether or not this works. */
async function deleteBlobs({ blobs, logger }: FileServiceDependencies, file: StoredFile): Promise<void> {
  for (const uri of [file.storageUri, file.parquetUri]) {
    await blobs
      .delete(uri)
      .catch((error: unknown) => logger.error({ error: toError(error), uri }, 'a blob was left behind'));
  }
}

export function throwConflict(error: unknown): never {
  if (!(error instanceof UniqueConstraintViolationException)) throw error;
  throw nameTaken(error);
}

export function nameTaken(cause?: unknown): AppError {
  return new AppError('CONFLICT', 'You have a file of this name already: choose another name, or delete that file.', {
    field: 'name',
    cause,
  });
}
