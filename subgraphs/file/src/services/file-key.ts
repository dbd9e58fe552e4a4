import { AppError } from '@mas/kit/errors';
import type { FileKey } from '../db/file.repository.ts';
import { normalizeFileName } from './file-name.ts';

/** How a caller names a file: by exactly one of these. */
export interface FileReference {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
}

const maxId = 2 ** 31 - 1;

/** @throws AppError NOT_FOUND for an id that cannot be one, BAD_USER_INPUT when not exactly one of the two is given. */
export function parseFileKey({ id, name }: FileReference): FileKey {
  if (id != null && name == null) return { id: parseFileId(id) };
  if (name != null && id == null) return { name: normalizeFileName(name) };
  throw new AppError('BAD_USER_INPUT', 'Name the file by its id or by its name: by one of them.');
}

/** @throws AppError NOT_FOUND */
export function parseFileId(id: string): number {
  if (!/^[1-9]\d{0,9}$/.test(id) || Number(id) > maxId) throw fileNotFound();
  return Number(id);
}

export function found<Found>(file: Found | null): Found {
  if (file === null) throw fileNotFound();
  return file;
}

/** The same words for a file that never was and for one of somebody else. */
export function fileNotFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such file.');
}
