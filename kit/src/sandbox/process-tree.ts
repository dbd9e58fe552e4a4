import { readdirSync, readFileSync } from 'node:fs';

/**
 * Resident memory of a process and all that descends from it, in bytes, read from /proc. Undefined where there is no
 * /proc or the process has ended.
 */
export function residentBytesOfTree(pid: number): number | undefined {
  try {
    let total = 0;
    const pending = [pid];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      total += residentBytes(next);
      pending.push(...childrenOf(next));
    }
    return total;
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
