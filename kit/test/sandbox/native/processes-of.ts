import { readdir, stat } from 'node:fs/promises';

/** Ids of this machine's processes that run the program, by whatever path they know it. */
export async function processesOf(executable: string): Promise<number[]> {
  const { dev, ino } = await stat(executable);
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const running = await Promise.all(ids.map((id) => stat(`/proc/${id}/exe`).catch(() => undefined)));
  return ids.filter((_, index) => running[index]?.dev === dev && running[index].ino === ino).map(Number);
}
