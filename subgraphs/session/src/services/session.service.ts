import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '@mas/kit/errors';
import type { Session } from '../db/session.entity.ts';
import type { SessionFilter, SessionKey, SessionRepository } from '../db/session.repository.ts';
import type { ActiveSessionCache } from './active-session-cache.ts';
import { loadSessionPage, type SessionPage, type SessionPageRequest } from './session-page.ts';
import { normalizeTitle, parseTitle } from './session-title.ts';
import { isUuid } from './uuid.ts';

/** How a caller names a session: by exactly one of these. */
export interface SessionName {
  readonly id?: string | null | undefined;
  readonly title?: string | null | undefined;
}

/** For a caller only their own sessions exist: another's is NOT_FOUND, like one that never was. */
export interface SessionService {
  /** @throws AppError NOT_FOUND */
  find(userId: number, id: string): Promise<Session>;
  active(userId: number): Promise<Session | null>;
  /** @throws AppError BAD_USER_INPUT */
  list(userId: number, request: SessionPageRequest): Promise<SessionPage>;
  count(filter: SessionFilter): Promise<number>;
  /** The new session is the active one. @throws AppError CONFLICT, BAD_USER_INPUT */
  create(userId: number, title: string): Promise<Session>;
  /** @throws AppError NOT_FOUND, BAD_USER_INPUT */
  activate(userId: number, name: SessionName): Promise<Session>;
  /** @throws AppError NOT_FOUND, CONFLICT, BAD_USER_INPUT */
  rename(userId: number, id: string, title: string): Promise<Session>;
  /** Gives the id of the session that was. @throws AppError NOT_FOUND, BAD_USER_INPUT, FAILED_PRECONDITION while active */
  remove(userId: number, name: SessionName): Promise<string>;
}

export interface SessionServiceDependencies {
  readonly sessions: SessionRepository;
  readonly activeSessions: ActiveSessionCache;
}

export function createSessionService({ sessions, activeSessions }: SessionServiceDependencies): SessionService {
  return {
    find: async (userId, id) => found(await sessions.find(userId, { id: parseId(id) })),
    active: (userId) => activeSessions.find(userId),
    list: (userId, request) => loadSessionPage(sessions, userId, request),
    count: (filter) => sessions.count(filter),
    async create(userId, title) {
      const session = await sessions.insertActive(userId, parseTitle(title)).catch(throwConflict);
      await activeSessions.publish(userId);
      return session;
    },
    async activate(userId, name) {
      const session = found(await sessions.activate(userId, parseName(name)));
      await activeSessions.publish(userId);
      return session;
    },
    rename: async (userId, id, title) =>
      found(await sessions.rename(userId, parseId(id), parseTitle(title)).catch(throwConflict)),
    async remove(userId, name) {
      const { id } = found(await sessions.find(userId, parseName(name)));
      if (await sessions.deleteInactive(userId, id)) return id;
      found(await sessions.find(userId, { id }));
      throw new AppError('FAILED_PRECONDITION', 'This session is active: activate another one before you delete it.');
    },
  };
}

function parseName({ id, title }: SessionName): SessionKey {
  if (id != null && title == null) return { id: parseId(id) };
  if (title != null && id == null) return { title: normalizeTitle(title) };
  throw new AppError('BAD_USER_INPUT', 'Name the session by its id or by its title: by one of them.');
}

function parseId(id: string): string {
  if (!isUuid(id)) throw notFound();
  return id;
}

function found(session: Session | null): Session {
  if (session === null) throw notFound();
  return session;
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such session.');
}

function throwConflict(error: unknown): never {
  if (!(error instanceof UniqueConstraintViolationException)) throw error;
  throw new AppError('CONFLICT', 'You have a session of this title already: choose another title.', {
    field: 'title',
    cause: error,
  });
}
