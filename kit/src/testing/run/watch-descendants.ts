import { setTimeout } from 'node:timers/promises';
import { descendantsOf, hasInEnvironment, listProcesses, type Process, readProcess } from './processes.ts';

export interface DescendantWatch {
  /**
   * Ends the watch. Processes have a while to end by themselves.
   * @throws Error naming those that are still there then; they are killed.
   */
  expectNone(patienceMs?: number): Promise<void>;
}

const everyMs = 1_000;

/**
 * Remembers every process below that one, other than this one and those below it, so that one whose parent has ended is still
 * known to come from there; others are known by a mark in their environment. Sees nothing on systems without /proc.
 */
export function watchDescendants(id: number, mark: string): DescendantWatch {
  const seen = new Map<string, Process>();
  const note = (found: Process): void => void seen.set(`${found.id} ${found.startedAt}`, found);
  const look = (): void => {
    for (const found of descendantsOf(id, { except: process.pid })) note(found);
  };
  const timer = setInterval(look, everyMs).unref();
  return {
    async expectNone(patienceMs = 15_000) {
      clearInterval(timer);
      look();
      for (const found of listProcesses()) if (hasInEnvironment(found, mark)) note(found);
      const deadline = performance.now() + patienceMs;
      let left = [...seen.values()].filter(isThere);
      while (left.length > 0 && performance.now() < deadline) {
        await setTimeout(100);
        left = left.filter(isThere);
      }
      for (const { id } of left) kill(id);
      if (left.length > 0) throw new Error(`Tests left processes behind:\n${left.map(describe).join('\n')}`);
    },
  };
}

function isThere({ id, startedAt }: Process): boolean {
  return readProcess(id)?.startedAt === startedAt;
}

function describe({ id, command }: Process): string {
  return `  ${id} ${command.slice(0, 300)}`;
}

function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // it has ended just now
  }
}
