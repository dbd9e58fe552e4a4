import { setTimeout as wait } from 'node:timers/promises';
import { toError } from '@mas/kit/errors';
import { z } from 'zod';
import type { GraphClient } from '../graph-client.ts';
import { readOperation } from '../operation.ts';
import type { Call } from '../route.ts';

const attempts = 3;
const againMs = 200;

/** Cancels a run when the client goes away before the answer is complete; tries again when the graph does not answer. */
export type CancelWhenGone = (call: Call<unknown>, runId: string) => void;

export function createCancelWhenGone(): CancelWhenGone {
  const operation = readOperation('cancel-run', z.object({ cancelRun: z.object({ id: z.string() }) }));

  const cancel = async (graph: GraphClient, runId: string): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await graph.run(operation, { runId });
        return;
      } catch (error) {
        if (attempt === attempts) throw error;
        await wait(againMs);
      }
    }
  };

  return ({ response, graph, logger }, runId) => {
    const onClose = (): void => {
      if (response.writableEnded) return;
      cancel(graph.detached(), runId).catch((error: unknown) => {
        logger.warn({ error: toError(error), runId }, 'a run whose reader has gone could not be cancelled');
      });
    };
    if (response.destroyed) onClose();
    else response.once('close', onClose);
  };
}
