import { loadPage, type Page, refuseCursor } from '@mas/kit/page';
import type { StoredFile } from '../db/file.entity.ts';
import type { FileFilter, FileRepository } from '../db/file.repository.ts';
import { normalizeFileName } from './file-name.ts';

export interface FilePageRequest {
  /** 1 to 500. */
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly search?: string | null | undefined;
}

/** Newest first. */
export interface FilePage extends Page<StoredFile> {
  readonly filter: FileFilter;
}

const maxPageSize = 500;
const cursorPrefix = 'file:';

/** @throws AppError BAD_USER_INPUT for a page size out of range and a cursor that is none. */
export async function loadFilePage(
  repository: FileRepository,
  userId: number,
  { first, after, search }: FilePageRequest,
): Promise<FilePage> {
  const filter = { userId, search: search == null ? undefined : normalizeFileName(search) };
  const source = {
    noun: 'files',
    maxSize: maxPageSize,
    list: (cursor: number | undefined, limit: number) => repository.list(filter, cursor, limit),
    existsUpTo: (cursor: number) => repository.existsUpTo(filter, cursor),
  };
  return { ...(await loadPage(source, first, after == null ? undefined : decodeCursor(after))), filter };
}

export function encodeCursor({ id }: StoredFile): string {
  return Buffer.from(`${cursorPrefix}${id}`).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const id = /^file:([1-9]\d{0,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return id === undefined ? refuseCursor() : Math.min(Number(id), 2 ** 31 - 1);
}
