import type { ServerResponse } from 'node:http';
import { checkHealth } from '@mas/kit/server/health';
import type { Federation } from '../federation/federation.ts';
import type { Logger } from '@mas/kit/logger';
import type { SubscriptionHub } from '../subscriptions/subscription-hub.ts';
import { sendJson } from './send.ts';

export interface HealthParts {
  readonly federation: Federation;
  readonly hub: SubscriptionHub;
  readonly clientSockets: () => number;
  readonly isClosing: () => boolean;
  readonly warnings: readonly string[];
  readonly logger: Logger;
}

/** The process is there; nothing else is asked. */
export function sendLiveness(response: ServerResponse): void {
  sendJson(response, 200, { status: 'alive' });
}

/**
 * Names each subgraph and whether it answers. The status stays 200 while the gateway itself can serve: one subgraph less
 * takes away its fields only, and a balancer that took the whole gateway out would take away the rest. It is 503 when no
 * subgraph answers, and while the gateway shuts down.
 */
export async function sendReadiness(response: ServerResponse, parts: HealthParts): Promise<void> {
  const { federation, hub, clientSockets, isClosing, warnings, logger } = parts;
  const { subgraphs } = federation.graph();
  const checks = Object.fromEntries([...subgraphs].map(([name, client]) => [name, () => client.probe()]));
  const report = await checkHealth(checks, (name, error) =>
    logger.warn({ subgraph: name, error: error.message }, 'subgraph does not answer'),
  );
  const answering = Object.values(report.checks).filter(({ ok }) => ok).length;
  const canServe = !isClosing() && answering > 0;
  sendJson(response, canServe ? 200 : 503, {
    status: canServe ? (answering === subgraphs.size ? 'ready' : 'partial') : 'not ready',
    subgraphs: report.checks,
    subscriptions: { ...hub.state(), clients: clientSockets() },
    warnings,
  });
}
