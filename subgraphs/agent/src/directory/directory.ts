import type { Dataset } from '../dataset/dataset.ts';

/** In whose name another subgraph is asked: its own rules decide what the caller may see. */
export interface OnBehalfOf {
  readonly userId: string;
  /** The caller's header, as it came. */
  readonly authorization: string | undefined;
  readonly signal?: AbortSignal;
}

/** What the session subgraph knows. */
export interface SessionDirectory {
  /** What the person calls it. @throws AppError NOT_FOUND when the caller has no session of that id. */
  title(id: string, caller: OnBehalfOf): Promise<string>;
  /** @throws AppError NOT_FOUND when the caller has no session of that id. */
  verify(id: string, caller: OnBehalfOf): Promise<void>;
  /** The id of the caller's active session. @throws AppError NOT_FOUND when there is none. */
  active(caller: OnBehalfOf): Promise<string>;
}

/** What the file subgraph knows. */
export interface FileDirectory {
  /** @throws AppError NOT_FOUND when the caller has no file of that id. */
  find(id: string, caller: OnBehalfOf): Promise<Dataset>;
  /** The session's active files in their order, one at least. @throws AppError NOT_FOUND when there is none. */
  active(sessionId: string, caller: OnBehalfOf): Promise<readonly [Dataset, ...Dataset[]]>;
}
