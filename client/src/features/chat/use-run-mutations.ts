import { useCallback } from 'react';
import { useClient, type Client } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql, readFragment } from '../../lib/graphql.ts';
import { randomId } from '../../lib/random-id.ts';
import { showToast } from '../../lib/toasts.ts';
import { ConversationRunFragment, type ConversationRun } from './history/run-fragment.ts';

const StopRun = graphql(`
  mutation StopRun($id: ID!) {
    cancelRun(id: $id) {
      id
      status
    }
  }
`);

const RerunCode = graphql(
  `
    mutation RerunCode($id: ID!, $edits: [CodeEdit!]!, $key: String!) {
      rerun(id: $id, edits: $edits, idempotencyKey: $key) {
        id
        ...ConversationRun
      }
    }
  `,
  [ConversationRunFragment],
);

export interface RunMutations {
  readonly stop: (runId: string) => Promise<void>;
  /** Whether the server has taken it. */
  readonly rerun: (runId: string, subtask: number, source: string) => Promise<boolean>;
}

/** What can be done to a run; what fails is said, and can be tried again. */
export function useRunMutations(onRun: (run: ConversationRun) => void): RunMutations {
  const client = useClient();
  const stop = useCallback((id: string) => stopRun(client, id), [client]);
  const rerun = useCallback(
    async (id: string, subtask: number, source: string): Promise<boolean> => {
      const key = randomId(); // one for all tries: a lost answer is not a second run
      const send = async (): Promise<boolean> => {
        const { data, error } = await client.mutation(RerunCode, { id, edits: [{ subtask, source }], key });
        if (data !== undefined) onRun(readFragment(ConversationRunFragment, data.rerun));
        else sayFailed(toAppError(error)?.message ?? 'The code was not run.', () => void send());
        return data !== undefined;
      };
      return send();
    },
    [client, onRun],
  );
  return { stop, rerun };
}

async function stopRun(client: Client, id: string): Promise<void> {
  const { error } = await client.mutation(StopRun, { id });
  const appError = toAppError(error);
  if (appError !== undefined) sayFailed(`It was not stopped: ${appError.message}`, () => void stopRun(client, id));
}

function sayFailed(text: string, run: () => void): void {
  showToast({ text, tone: 'danger', action: { label: 'Try again', run } });
}
