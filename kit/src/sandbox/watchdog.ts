import { AppError } from '../errors.ts';
import { residentBytesOfTree } from './process-tree.ts';

export interface WatchdogOptions {
  readonly pid: number;
  readonly deadlineMs: number;
  readonly memoryBytes: number;
  /** Memory that the child reports of itself, for systems without /proc. */
  readonly reportedBytes: () => number;
  /** Called once, with the reason that the child must die for. */
  readonly onBreach: (reason: AppError) => void;
}

export interface Watchdog {
  stop(): void;
}

const memoryPollMs = 100;

/** Bounds one piece of work of a child in time and memory, from outside. Stop it when the work is done. */
export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { pid, deadlineMs, memoryBytes, reportedBytes, onBreach } = options;
  const stop = (): void => {
    clearTimeout(deadline);
    clearInterval(poll);
  };
  const breach = (reason: AppError): void => {
    stop();
    onBreach(reason);
  };
  const deadline = setTimeout(() => {
    const seconds = Math.round(deadlineMs / 1000);
    breach(new AppError('SANDBOX_TIMEOUT', `The code did not end within ${seconds} s and was stopped.`));
  }, deadlineMs);
  const poll = setInterval(() => {
    const resident = residentBytesOfTree(pid) ?? reportedBytes();
    if (resident <= memoryBytes) return;
    const allowed = Math.round(memoryBytes / 1024 ** 2);
    breach(new AppError('SANDBOX_MEMORY', `The code needed more than the ${allowed} MiB of memory that it may use.`));
  }, memoryPollMs);
  return { stop };
}
