import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { toAppError, type AppError } from '../../lib/app-error.ts';
import { graphql, readFragment } from '../../lib/graphql.ts';
import { randomId } from '../../lib/random-id.ts';
import type { Mode } from './events/run-state.ts';
import { ConversationRunFragment, type ConversationRun } from './history/run-fragment.ts';

const Ask = graphql(
  `
    mutation Ask($sessionId: ID!, $question: String!, $mode: Mode!, $key: String!) {
      ask(sessionId: $sessionId, question: $question, mode: $mode, idempotencyKey: $key) {
        id
        ...ConversationRun
      }
    }
  `,
  [ConversationRunFragment],
);

/** A question that is not yet known to have arrived. */
export interface PendingQuestion {
  /** Sent again with the same key it is never asked twice. */
  readonly key: string;
  readonly question: string;
  readonly mode: Mode;
  readonly error?: AppError | undefined;
}

export interface Asking {
  readonly pending: readonly PendingQuestion[];
  readonly ask: (question: string, mode: Mode) => void;
  readonly retry: (pending: PendingQuestion) => void;
  readonly discard: (key: string) => void;
}

export function useAsking(sessionId: string, onAsked: (run: ConversationRun) => void): Asking {
  const client = useClient();
  const [pending, setPending] = useState<readonly PendingQuestion[]>([]);
  const discard = useCallback((key: string) => setPending((all) => all.filter((each) => each.key !== key)), []);

  const send = useCallback(
    async (wanted: PendingQuestion): Promise<void> => {
      const { key, question, mode } = wanted;
      const { data, error } = await client.mutation(Ask, { sessionId, question, mode, key });
      if (data === undefined) {
        setPending((all) => all.map((each) => (each.key === key ? { ...each, error: toAppError(error) } : each)));
        return;
      }
      discard(key);
      onAsked(readFragment(ConversationRunFragment, data.ask));
    },
    [client, sessionId, discard, onAsked],
  );
  const ask = useCallback(
    (question: string, mode: Mode) => {
      const wanted = { key: randomId(), question, mode };
      setPending((all) => [...all, wanted]);
      void send(wanted);
    },
    [send],
  );
  const retry = useCallback(
    (wanted: PendingQuestion) => {
      setPending((all) => all.map((each) => (each.key === wanted.key ? { ...each, error: undefined } : each)));
      void send(wanted);
    },
    [send],
  );
  return { pending, ask, retry, discard };
}
