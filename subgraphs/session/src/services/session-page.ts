import { loadPage, type Page } from '@mas/kit/page';
import { decodeCursor, type SessionCursor } from '../db/session-cursor.ts';
import type { Session } from '../db/session.entity.ts';
import type { SessionFilter, SessionRepository } from '../db/session.repository.ts';
import { normalizeTitle } from './session-title.ts';

export interface SessionPageRequest {
  /** 1 to 500. */
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly search?: string | null | undefined;
}

/** Newest first, with `createdAtExact`, of which cursors are made. */
export interface SessionPage extends Page<Session> {
  readonly filter: SessionFilter;
}

const maxPageSize = 500;

/** @throws AppError BAD_USER_INPUT for a page size out of range and a cursor that is none. */
export async function loadSessionPage(
  repository: SessionRepository,
  userId: number,
  { first, after, search }: SessionPageRequest,
): Promise<SessionPage> {
  const filter = { userId, search: search == null ? undefined : normalizeTitle(search) };
  const source = {
    noun: 'sessions',
    maxSize: maxPageSize,
    list: (cursor: SessionCursor | undefined, limit: number) => repository.list(filter, cursor, limit),
    existsUpTo: (cursor: SessionCursor) => repository.existsUpTo(filter, cursor),
  };
  return { ...(await loadPage(source, first, after == null ? undefined : decodeCursor(after))), filter };
}
