import { useQuery } from 'urql';
import { toAppError, type AppError } from '../../../lib/app-error.ts';
import { graphql } from '../../../lib/graphql.ts';

const ConversationFiles = graphql(`
  query ConversationFiles($sessionId: ID!) {
    session(id: $sessionId) {
      id
      activeFiles {
        id
        name
      }
    }
  }
`);

/** Uploads and choices change it, and an answer without a file names none. */
const fileTypes = { additionalTypenames: ['File', 'Session'] };

export interface ActiveFiles {
  /** The names of the datasets that questions are about; absent until known. */
  readonly names: readonly string[] | undefined;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}

export function useActiveFiles(sessionId: string): ActiveFiles {
  const [{ data, error }, retry] = useQuery({ query: ConversationFiles, variables: { sessionId }, context: fileTypes });
  return {
    names: data?.session.activeFiles.map(({ name }) => name),
    error: data === undefined ? toAppError(error) : undefined,
    retry: () => retry({ requestPolicy: 'network-only' }),
  };
}
