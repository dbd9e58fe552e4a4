import { toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';

const intervalMs = 3_600_000;

/** Removes at once and every hour, until disposed. Any number of processes may do so. */
export function removeExpiredRegularly(
  removeExpired: () => Promise<void>,
  logger: Logger,
): { dispose(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const remove = (): void => {
    running = removeExpired().catch((error: unknown) => {
      logger.warn({ error: toError(error).message }, 'expired sign-ins could not be removed');
    });
  };
  remove();
  const timer = setInterval(remove, intervalMs).unref();
  return {
    async dispose() {
      clearInterval(timer);
      await running;
    },
  };
}
