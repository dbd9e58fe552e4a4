import { AppError, toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { randomUUID } from 'node:crypto';
import type { RunFailure } from '../events/run-event.ts';

/** What people are told of a run that failed. Only AppErrors are for them; anything else is logged under an id. */
export function toRunFailure(error: unknown, runId: string, logger: Logger): RunFailure {
  if (error instanceof AppError && error.code !== 'INTERNAL_SERVER_ERROR') {
    logger.warn({ runId, code: error.code, error }, 'run failed');
    return { code: error.code, message: error.message };
  }
  const errorId = randomUUID();
  logger.error({ runId, errorId, error: toError(error) }, 'run failed unexpectedly');
  const message = `Something went wrong on our side. Ask again; if it goes wrong again, report the error id ${errorId}.`;
  return { code: 'INTERNAL_SERVER_ERROR', message };
}
