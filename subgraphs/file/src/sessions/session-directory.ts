/** What this service needs to know of sessions, which belong to another one. Always asked in the caller's name. */
export interface SessionDirectory {
  /** The session that the caller works in now. @throws AppError NOT_FOUND when there is none. */
  active(caller: SessionCaller): Promise<SessionReference>;
  /** The caller's session of that id. @throws AppError NOT_FOUND when there is none of theirs. */
  owned(id: string, caller: SessionCaller): Promise<SessionReference>;
}

export interface SessionCaller {
  readonly userId: string;
  /** The header as it came. */
  readonly authorization: string | undefined;
  readonly signal: AbortSignal;
}

export interface SessionReference {
  readonly id: string;
}

/** The session that is named, or the active one. @throws AppError NOT_FOUND */
export function findSession(
  sessions: SessionDirectory,
  id: string | undefined,
  caller: SessionCaller,
): Promise<SessionReference> {
  return id === undefined ? sessions.active(caller) : sessions.owned(id, caller);
}
