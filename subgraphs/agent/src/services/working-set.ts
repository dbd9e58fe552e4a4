import type { Dataset } from '../dataset/dataset.ts';
import type { FileDirectory, OnBehalfOf, SessionDirectory } from '../directory/directory.ts';

/** What a request is about: a session and files that are named, or the session's active ones. */
export interface WorkingSet {
  readonly sessionId: string;
  /** The first of them: what is remembered is remembered under its name. */
  readonly dataset: Dataset;
  /** The others in their order; none when one file was named. */
  readonly otherDatasets: readonly Dataset[];
}

export interface WorkingSetChoice {
  readonly sessionId: string | undefined;
  /** The files by their ids, the first one first; by default the session's active ones. */
  readonly fileIds: readonly [string, ...string[]] | undefined;
}

/** @throws AppError NOT_FOUND when the session or the file is not the caller's, or none is active. */
export type FindWorkingSet = (choice: WorkingSetChoice, caller: OnBehalfOf) => Promise<WorkingSet>;

export function createFindWorkingSet(directories: {
  readonly sessions: SessionDirectory;
  readonly files: FileDirectory;
}): FindWorkingSet {
  const { sessions, files } = directories;
  const findSession = async (sessionId: string | undefined, caller: OnBehalfOf): Promise<string> => {
    if (sessionId === undefined) return sessions.active(caller);
    await sessions.verify(sessionId, caller);
    return sessionId.toLowerCase();
  };
  return async ({ sessionId: givenId, fileIds }, caller) => {
    if (fileIds === undefined) {
      const sessionId = await findSession(givenId, caller);
      const [dataset, ...otherDatasets] = await files.active(sessionId, caller);
      return { sessionId, dataset, otherDatasets };
    }
    const finding = Promise.all(fileIds.map((id) => files.find(id, caller)));
    finding.catch(() => undefined); // of two refusals the session's is given, whichever comes first
    const sessionId = await findSession(givenId, caller);
    const [dataset, ...otherDatasets] = (await finding) as [Dataset, ...Dataset[]]; // one for each id
    return { sessionId, dataset, otherDatasets };
  };
}
