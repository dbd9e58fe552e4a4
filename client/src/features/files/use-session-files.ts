import { useQuery } from 'urql';
import { toAppError, type AppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';

const SessionFiles = graphql(`
  query SessionFiles($sessionId: ID!) {
    session(id: $sessionId) {
      id
      activeFiles {
        id
        name
      }
    }
  }
`);

const fileTypes = { additionalTypenames: ['File'] };

export interface ActiveFile {
  readonly id: string;
  readonly name: string;
}

interface SessionFilesState {
  /** Absent until known. */
  readonly active: readonly ActiveFile[] | undefined;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}

/** The datasets that the session's questions are about. */
export function useSessionFiles(sessionId: string): SessionFilesState {
  const [{ data, error }, retry] = useQuery({ query: SessionFiles, variables: { sessionId }, context: fileTypes });
  const active = data?.session.activeFiles;
  return {
    active,
    error: active === undefined ? toAppError(error) : undefined,
    retry: () => retry({ requestPolicy: 'network-only' }),
  };
}
