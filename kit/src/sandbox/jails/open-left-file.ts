import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/**
 * Reads a file that a child left in its scratch directory: the file itself and nothing that it may point to. To be called when the
 * child has ended, or can write no more. @throws Error when there is no plain file.
 */
export async function openLeftFile(path: string): Promise<Readable> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if ((await file.stat()).isFile()) return file.createReadStream();
  await file.close();
  throw new Error('What the child left is no plain file');
}
