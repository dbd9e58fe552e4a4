import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits before a broken stream is taken up again: half a second, doubled each time, at most 8 s, less up to a quarter
 * at random, as the SDK waits before it retries a request.
 * @throws the signal's reason when aborted.
 */
export async function backOff(failures: number, signal: AbortSignal): Promise<void> {
  const longestMs = Math.min(500 * 2 ** (failures - 1), 8000);
  try {
    await sleep(longestMs * (1 - Math.random() / 4), undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
