import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FirstLoad {
  /** Paths as the page names them. */
  readonly files: readonly string[];
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

/** The JavaScript that a browser must have before the page shows: the entry and what is preloaded with it. */
export async function measureFirstLoad(directory: string): Promise<FirstLoad> {
  const page = await readFile(join(directory, 'index.html'), 'utf8');
  const tags = [...page.matchAll(/<(?:script|link)\b[^>]*>/g)].map(([tag]) => tag);
  const files = tags
    .filter((tag) => tag.startsWith('<script') || tag.includes('modulepreload'))
    .flatMap((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
  const sum = async (ending: string): Promise<number> => {
    const sizes = await Promise.all(files.map((file) => sizeOf(join(directory, file), ending)));
    return sizes.reduce((total, size) => total + size, 0);
  };
  return { files, gzipBytes: await sum('.gz'), brotliBytes: await sum('.br') };
}

/** What does not get smaller is sent as it is. */
async function sizeOf(path: string, ending: string): Promise<number> {
  const { size } = await stat(`${path}${ending}`).catch(() => stat(path));
  return size;
}
