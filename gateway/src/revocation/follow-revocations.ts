import { toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { revocationPage, revocationsPath } from '@mas/kit/tokens/revocation-page';
import type { ServiceTokens } from '@mas/kit/tokens/service-token';
import type { SubgraphClient } from '../federation/subgraph-client.ts';
import type { RevokedSignIns } from './revoked-sign-ins.ts';

export interface RevocationSource {
  /** By which the auth service knows a service of the system. */
  readonly services: ServiceTokens;
  /** Milliseconds between two readings. */
  readonly pollMs?: number;
}

export interface FollowOptions extends RevocationSource {
  readonly revoked: RevokedSignIns;
  /** The auth subgraph; the feed is beside its graph. */
  readonly auth: () => Pick<SubgraphClient, 'url' | 'peerHeaders'> | undefined;
  readonly logger: Logger;
}

/** What is promised of an ended sign-in: within so long it is refused everywhere. */
const promiseMs = 5_000;
const timeoutMs = 2_000;

/**
 * Reads from the auth service which sign-ins have ended, over and over until disposed, each time behind where the last reading
 * ended. While that fails, what is known stays, and the log says so once it is older than promised.
 */
export function followRevocations(options: FollowOptions): { dispose(): void } {
  const { revoked, logger, pollMs = 2_000 } = options;
  const stop = new AbortController();
  let cursor = '';
  let lastReadAt = Date.now();
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;

  const poll = async (): Promise<void> => {
    try {
      const page = await readPage(options, cursor, AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]));
      cursor = page.cursor;
      for (const [id, until] of page.signIns) revoked.add(id, until);
      revoked.forgetExpired();
      if (isLate) logger.info('ended sign-ins are known again');
      lastReadAt = Date.now();
      isLate = false;
    } catch (error) {
      if (stop.signal.aborted || isLate || Date.now() - lastReadAt < promiseMs) return;
      isLate = true;
      logger.warn({ error: toError(error).message }, 'the auth service does not tell which sign-ins have ended');
    }
  };
  const run = (): void =>
    void poll().finally(() => {
      if (!stop.signal.aborted) timer = setTimeout(run, pollMs).unref();
    });
  run();
  return {
    dispose() {
      stop.abort();
      clearTimeout(timer);
    },
  };
}

async function readPage({ services, auth }: FollowOptions, cursor: string, signal: AbortSignal) {
  const subgraph = auth();
  if (subgraph === undefined) throw new Error('the supergraph has no auth subgraph');
  const url = new URL(revocationsPath, subgraph.url);
  url.searchParams.set('after', cursor);
  const headers = { ...subgraph.peerHeaders, authorization: `Bearer ${await services.sign()}` };
  const response = await fetch(url, { headers, signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return revocationPage.parse(await response.json());
}
