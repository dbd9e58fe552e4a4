import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

export interface DirectoryLimits {
  readonly bytes: number;
  readonly entries: number;
}

/** Whether a directory holds more than it may. Looks no further than it must to know, and follows no links. */
export async function isOverfull(directory: string, { bytes, entries }: DirectoryLimits): Promise<boolean> {
  const pending = [directory];
  let found = { bytes: 0, entries: 0 };
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const listing = await opendir(next).catch(() => undefined); // gone since it was listed
    if (listing === undefined) continue;
    for await (const entry of listing) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) pending.push(path);
      const blocks = (await lstat(path).catch(() => undefined))?.blocks ?? 0;
      found = { bytes: found.bytes + blocks * 512, entries: found.entries + 1 };
      if (found.bytes > bytes || found.entries > entries) return true;
    }
  }
  return false;
}
