import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly id: number;
  readonly parentId: number;
  /** In ticks since the machine started: with the id it names a process for good. */
  readonly startedAt: string;
  readonly command: string;
}

/** All processes of this machine, but for those that have ended and only wait to be noticed; none where there is no /proc. */
export function listProcesses(): readonly Process[] {
  const ids = namesIn('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => readProcess(Number(id)) ?? []);
}

/** Nothing when it has ended. Fields as proc_pid_stat(5) counts them; the second, in brackets, may hold anything. */
export function readProcess(id: number): Process | undefined {
  const stat = textOf(`/proc/${id}/stat`);
  const [state, parentId, ...others] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === '' || state === 'Z' || state === 'X') return undefined;
  const command = textOf(`/proc/${id}/cmdline`).replaceAll('\0', ' ').trim();
  return { id, parentId: Number(parentId), startedAt: others[17] ?? '', command };
}

/** Whether it was started with that in its environment; false when that cannot be read. */
export function hasInEnvironment({ id }: Process, variable: string): boolean {
  return `\0${textOf(`/proc/${id}/environ`)}`.includes(`\0${variable}\0`);
}

/** Every process below that one, without the other one and those below it. */
export function descendantsOf(id: number, { except }: { readonly except: number }): readonly Process[] {
  const children = Map.groupBy(listProcesses(), ({ parentId }) => parentId);
  const below = (parent: number): readonly Process[] =>
    (children.get(parent) ?? []).flatMap((child) => (child.id === except ? [] : [child, ...below(child.id)]));
  return below(id);
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // this system has none
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended
  }
}
