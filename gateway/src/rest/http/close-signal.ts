import type { ServerResponse } from 'node:http';

/** Aborted when an answer is over: sent whole, or its client gone. */
export function closeSignal(response: ServerResponse): AbortSignal {
  const abort = new AbortController();
  if (response.destroyed) abort.abort();
  else response.once('close', () => abort.abort());
  return abort.signal;
}
