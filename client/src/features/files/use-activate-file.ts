import { useCallback } from 'react';
import { useMutation } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';
import { showToast } from '../../lib/toasts.ts';

const ActivateFile = graphql(`
  mutation ActivateFile($id: ID!, $sessionId: ID!, $keepOthers: Boolean!) {
    activateFile(id: $id, sessionId: $sessionId, keepOthers: $keepOthers) {
      id
    }
  }
`);

/** Makes a file the session's only one, or one more of them. */
export function useActivateFile(sessionId: string): (id: string, keepOthers: boolean) => Promise<void> {
  const [, activate] = useMutation(ActivateFile);
  return useCallback(
    async (id, keepOthers) => {
      const { error } = await activate({ id, sessionId, keepOthers }, { additionalTypenames: ['Session', 'File'] });
      const appError = toAppError(error);
      if (appError !== undefined) showToast({ text: appError.message, tone: 'danger' });
    },
    [activate, sessionId],
  );
}
