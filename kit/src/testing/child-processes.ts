import { readdir, readFile } from 'node:fs/promises';

/** What suites before this one left in the process; a child of theirs that ends late is not this suite's. */
const inherited = new Set(await allChildren());

/** Ids of the children that this suite's process has started since the suite began, read from /proc. */
export async function childProcesses(): Promise<number[]> {
  return (await allChildren()).filter((id) => !inherited.has(id));
}

async function allChildren(): Promise<number[]> {
  const threads = await readdir('/proc/self/task');
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/self/task/${thread}/children`, 'utf8')));
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

/** Waits until every child of this suite is gone. */
export function noChildIsLeft(): Promise<void> {
  return eventually('no child is left', async () => (await childProcesses()).length === 0);
}

/** Waits until the condition holds; fails after the time with what did not. */
export async function eventually(what: string, condition: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
