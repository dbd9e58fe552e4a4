import { useEffect, useState } from 'react';
import * as z from 'zod/mini';

const readiness = z.object({
  status: z.string(),
  subgraphs: z.record(z.string(), z.object({ ok: z.boolean() })),
});

export type Health = z.infer<typeof readiness>;

/** How the services are, asked again every few seconds while somebody looks; nothing until known, null when nobody answers. */
export function useHealth(everyMs = 5_000): Health | null | undefined {
  const [health, setHealth] = useState<Health | null>();
  useEffect(() => {
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      const next = await readHealth(abort.signal);
      if (!abort.signal.aborted) setHealth(next);
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [everyMs]);
  return health;
}

/** A service that is not ready answers 503 with the same report. */
async function readHealth(signal: AbortSignal): Promise<Health | null> {
  try {
    const response = await fetch('/readyz', { signal });
    return readiness.safeParse(await response.json()).data ?? null;
  } catch {
    return null; // shown as "does not answer"
  }
}
