import { AppError } from '@mas/kit/errors';
import { visibleName } from '@mas/kit/visible-text';

const maxCharacters = 200;

/**
 * A title as it is kept: what people see of it, in Unicode's normal form C, so that what looks the same is the same.
 * @throws AppError BAD_USER_INPUT when it is empty, too long or no text.
 */
export function parseTitle(title: string): string {
  const normal = normalizeTitle(title);
  if (normal === '') throw badTitle('The title is empty: give the session a name.');
  if (Array.from(normal).length > maxCharacters)
    throw badTitle(`The title may have at most ${maxCharacters} characters.`);
  return normal;
}

/** A title to look for: one that could not be kept matches nothing. @throws AppError BAD_USER_INPUT when it is no text. */
export function normalizeTitle(title: string): string {
  if (title.includes('\0')) throw badTitle('The title must not hold a NUL character.');
  if (!title.isWellFormed()) throw badTitle('The title holds half a character (a lone surrogate).');
  return visibleName(title);
}

function badTitle(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field: 'title' });
}
