import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '@mas/kit/errors';
import { type ActiveFileRepository, maxActiveFiles } from '../db/active-file.repository.ts';
import type { StoredFile } from '../db/file.entity.ts';
import type { FileRepository } from '../db/file.repository.ts';
import { findSession, type SessionCaller, type SessionDirectory } from '../sessions/session-directory.ts';
import type { ActiveFileCache } from './active-file-cache.ts';
import { fileNotFound, type FileReference, found, parseFileKey } from './file-key.ts';

/** Which files the questions of a session are about. */
export interface ActiveFileService {
  /** The first of them. Null also for a session that is not the caller's: nobody learns which sessions exist. */
  find(userId: number, sessionId: string): Promise<StoredFile | null>;
  /** All of them in their order. */
  list(userId: number, sessionId: string): Promise<readonly StoredFile[]>;
  /**
   * In the active session when none is named.
   * @throws AppError NOT_FOUND for the file or the session, FAILED_PRECONDITION when too many would be active, BAD_USER_INPUT
   */
  activate(caller: SessionCaller, activation: ActivationRequest): Promise<StoredFile>;
  /** @throws AppError NOT_FOUND for the file or the session, and when the file is not active; BAD_USER_INPUT */
  deactivate(caller: SessionCaller, request: Omit<ActivationRequest, 'keepOthers'>): Promise<StoredFile>;
}

export interface ActivationRequest {
  readonly file: FileReference;
  readonly sessionId: string | undefined;
  /** Whether the files that are active stay so. */
  readonly keepOthers: boolean;
}

export interface ActiveFileServiceDependencies {
  readonly files: FileRepository;
  readonly activeFiles: ActiveFileRepository;
  readonly activeCache: ActiveFileCache;
  readonly sessions: SessionDirectory;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function createActiveFileService(deps: ActiveFileServiceDependencies): ActiveFileService {
  const { activeFiles, activeCache } = deps;
  return {
    find: async (userId, sessionId) =>
      uuid.test(sessionId) ? activeCache.find(userId, sessionId.toLowerCase()) : null,
    list: async (userId, sessionId) =>
      uuid.test(sessionId) ? activeFiles.list({ userId, sessionId: sessionId.toLowerCase() }) : [],
    async activate(caller, { keepOthers, ...request }) {
      const { file, session } = await findBoth(deps, caller, request);
      const isActive = await activeFiles
        .activate({ ...session, fileId: file.id, keepOthers })
        .catch((error: unknown) => {
          throw error instanceof ForeignKeyConstraintViolationException ? fileNotFound() : error;
        });
      if (!isActive) throw sessionFull();
      await activeCache.publish(session.userId, session.sessionId);
      return file;
    },
    async deactivate(caller, request) {
      const { file, session } = await findBoth(deps, caller, request);
      if (!(await activeFiles.deactivate(session, file.id))) {
        throw new AppError('NOT_FOUND', 'This file is not active in the session.');
      }
      await activeCache.publish(session.userId, session.sessionId);
      return file;
    },
  };
}

async function findBoth(
  { files, sessions }: ActiveFileServiceDependencies,
  caller: SessionCaller,
  { file: reference, sessionId }: Omit<ActivationRequest, 'keepOthers'>,
) {
  const userId = Number(caller.userId);
  const key = parseFileKey(reference);
  const { id } = await findSession(sessions, sessionId, caller);
  return { file: found(await files.find(userId, key)), session: { userId, sessionId: id } };
}

export function sessionFull(): AppError {
  const message = `A session has at most ${maxActiveFiles} active files: deactivate one first.`;
  return new AppError('FAILED_PRECONDITION', message, { field: 'keepOthers' });
}
