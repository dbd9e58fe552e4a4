import { readdirSync, readFileSync } from 'node:fs';

export interface TreeUsage {
  readonly residentBytes: number;
  readonly processes: number;
}

/** What a process and all that descends from it take, read from /proc. Undefined where there is none, or the process has ended. */
export function usageOfTree(pid: number): TreeUsage | undefined {
  try {
    const ids = [pid];
    let total = 0;
    for (const id of ids) {
      total += residentBytes(id);
      ids.push(...childrenOf(id));
    }
    return { residentBytes: total, processes: ids.length };
  } catch {
    return undefined;
  }
}

function residentBytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kibibytes === undefined ? 0 : Number(kibibytes) * 1024;
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}
