import type { TypedDocumentNode } from '@urql/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { toAppError, type AppError } from './app-error.ts';

export interface Fetched<Data> {
  readonly data?: Data | undefined;
  readonly error?: AppError | undefined;
  readonly retry: () => void;
}

/** Fetches what does not change any more, once, when it is wanted. Unlike `useQuery` no mutation has it fetched again. */
export function useOnce<Data>(
  query: TypedDocumentNode<Data, { id: string }>,
  id: string,
  isWanted: boolean,
): Fetched<Data> {
  const client = useClient();
  const [result, setResult] = useState<Omit<Fetched<Data>, 'retry'>>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    void client.query(query, { id }, { requestPolicy: 'cache-first' }).then(({ data, error }) => {
      if (isCurrent) setResult({ data, error: data === undefined ? toAppError(error) : undefined });
    });
    return () => {
      isCurrent = false;
    };
  }, [client, query, id, isWanted, attempt]);
  return { ...result, retry: () => setAttempt(attempt + 1) };
}
