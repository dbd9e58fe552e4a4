import { readFile } from 'node:fs/promises';
import { systemErrorCode } from './system-error-code.ts';

/** A text file, or nothing when there is none. @throws when it is there but cannot be read. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
