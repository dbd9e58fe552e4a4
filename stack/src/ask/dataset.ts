import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { AskError } from './ask-error.ts';
import { systemErrorCode } from '@mas/kit/system-error-code';

export interface Dataset {
  readonly path: string;
  /** Without folders and extension: what the graph calls it. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** @throws AskError that says what is wrong with the path. */
export async function findDataset(directory: string, path: string): Promise<Dataset> {
  const full = resolve(directory, path);
  try {
    const found = await stat(full);
    if (found.isDirectory()) throw badDataset(`${path} is a folder: name a file in it.`);
    if (!found.isFile()) throw badDataset(`${path} is not a regular file.`);
    await access(full, constants.R_OK);
    return { path: full, name: basename(full, extname(full)), sizeBytes: found.size };
  } catch (error) {
    if (error instanceof AskError) throw error;
    throw badDataset(explain(path, error), { cause: error });
  }
}

function explain(path: string, error: unknown): string {
  const code = systemErrorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return `There is no file ${path}.`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} cannot be read: you have no permission.`;
  return `${path} cannot be read (${String(code)}).`;
}

function badDataset(message: string, options?: ErrorOptions): AskError {
  return new AskError('BAD_USER_INPUT', message, options);
}
