import type { Logger } from '../logger.ts';

/** Disposes once on SIGTERM or SIGINT, then ends the process: 0 when all closed, 1 when something did not. */
export function disposeOnSignal(logger: Logger, dispose: () => Promise<void>): void {
  let isClosing = false;
  const close = (signal: NodeJS.Signals) => {
    if (isClosing) return;
    isClosing = true;
    logger.info({ signal }, 'shutting down');
    dispose().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

export type Disposer = () => Promise<unknown>;

/** Runs the disposers in reverse order, all of them, and throws what the first failing one threw. */
export async function disposeAll(disposers: readonly Disposer[]): Promise<void> {
  const failures: unknown[] = [];
  for (const dispose of disposers.toReversed()) {
    try {
      await dispose();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
