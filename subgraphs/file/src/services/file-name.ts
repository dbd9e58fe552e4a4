import { AppError } from '@mas/kit/errors';
import { visibleName, visibleText } from '@mas/kit/visible-text';

const maxNameCharacters = 200;
const maxDescriptionCharacters = 10_000;

/**
 * A name as it is kept: what people see of it, in Unicode's normal form C, so that what looks the same is the same.
 * @throws AppError BAD_USER_INPUT when it is empty, too long or no text.
 */
export function parseFileName(name: string): string {
  const normal = normalizeFileName(name);
  if (normal === '') throw badInput('name', 'The name is empty: give the file one.');
  if (Array.from(normal).length > maxNameCharacters) {
    throw badInput('name', `The name may have at most ${maxNameCharacters} characters.`);
  }
  return normal;
}

/** A name to look for: one that could not be kept matches nothing. @throws AppError BAD_USER_INPUT when it is no text. */
export function normalizeFileName(name: string): string {
  if (/\p{Cc}/u.test(name)) throw badInput('name', 'The name must not hold control characters.');
  if (!name.isWellFormed()) throw badInput('name', 'The name holds half a character (a lone surrogate).');
  return visibleName(name);
}

/** What people see of it. @throws AppError BAD_USER_INPUT when it is too long or no text. */
export function parseDescription(description: string): string {
  if (description.includes('\0') || !description.isWellFormed()) {
    throw badInput('description', 'The description must not hold NUL characters or lone surrogates.');
  }
  if (Array.from(description).length > maxDescriptionCharacters) {
    throw badInput('description', `The description may have at most ${maxDescriptionCharacters} characters.`);
  }
  return visibleText(description);
}

/**
 * The name and the extension in what an upload calls itself; left out are the folders that stand before it, and what nobody sees,
 * which could make one extension look like another.
 */
export function splitUploadName(filename: string): { name: string; extension: string } {
  const base = visibleName(filename.split(/[/\\]/).at(-1) ?? '');
  const dot = base.lastIndexOf('.');
  if (dot <= 0) return { name: base, extension: '' };
  return { name: base.slice(0, dot), extension: base.slice(dot + 1).toLowerCase() };
}

function badInput(field: string, message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field });
}
