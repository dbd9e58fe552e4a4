import { AppError } from '../errors.ts';
import { isOverfull } from './directory-usage.ts';
import type { JailedProcess } from './jails/jail.ts';
import { usageOfTree } from './process-tree.ts';

export interface WatchdogOptions {
  readonly process: Pick<JailedProcess, 'pid' | 'scratch'>;
  readonly deadlineMs: number;
  readonly memoryBytes: number;
  /** On disk, in the child's scratch directory. */
  readonly scratchBytes?: number;
  /** Memory that the child reports of itself, for systems without /proc. */
  readonly reportedBytes: () => number;
  /** Called once, with the reason that the child must die for. */
  readonly onBreach: (reason: AppError) => void;
}

export interface Watchdog {
  stop(): void;
}

const memoryPollMs = 100;
const scratchPollMs = 1000;
const gibibyte = 1024 ** 3;
/** A jailed program starts none; what the jail itself puts around it is a handful. */
const maxProcesses = 64;
const maxScratchEntries = 20_000;

/** Bounds one piece of work of a child in time, memory, processes and files, from outside. Stop it when the work is done. */
export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { process, deadlineMs, memoryBytes, scratchBytes = 4 * gibibyte, reportedBytes, onBreach } = options;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    clearTimeout(deadline);
    clearInterval(memoryPoll);
    clearInterval(scratchPoll);
  };
  const breach = (reason: AppError): void => {
    if (isStopped) return;
    stop();
    onBreach(reason);
  };
  const deadline = setTimeout(() => {
    const seconds = Math.round(deadlineMs / 1000);
    breach(new AppError('SANDBOX_TIMEOUT', `The code did not end within ${seconds} s and was stopped.`));
  }, deadlineMs);
  const memoryPoll = setInterval(() => {
    const { residentBytes, processes } = usageOfTree(process.pid) ?? { residentBytes: reportedBytes(), processes: 1 };
    if (residentBytes > memoryBytes) breach(outOfMemory(memoryBytes));
    else if (processes > maxProcesses) breach(new AppError('SANDBOX_CRASHED', 'The code started too many processes.'));
  }, memoryPollMs);
  const scratchPoll = setInterval(() => {
    const limits = { bytes: scratchBytes, entries: maxScratchEntries };
    void isOverfull(process.scratch, limits).then((is) => is && breach(outOfDisk(scratchBytes)));
  }, scratchPollMs);
  return { stop };
}

function outOfMemory(bytes: number): AppError {
  const allowed = Math.round(bytes / 1024 ** 2);
  return new AppError('SANDBOX_MEMORY', `The code needed more than the ${allowed} MiB of memory that it may use.`);
}

function outOfDisk(bytes: number): AppError {
  const allowed = Math.round(bytes / gibibyte);
  return new AppError(
    'SANDBOX_MEMORY',
    `The code needed more than the ${allowed} GiB on disk, or the files, that it may use.`,
  );
}
