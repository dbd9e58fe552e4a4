import { setTimeout as wait } from 'node:timers/promises';

/** Resolves as soon as the condition holds. @throws Error when it does not in time. */
export async function until(condition: () => boolean, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${condition.toString()}`);
    await wait(5);
  }
}
