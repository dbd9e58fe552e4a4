import { AppError } from '@mas/kit/errors';
import type { Upload } from './upload.ts';

type Container = Record<string, unknown>;

/**
 * Puts an upload where the multipart request's map says: at a path below `variables` where `operations` has a null.
 * @throws AppError BAD_USER_INPUT when there is no such place.
 */
export function placeUpload(operations: { variables: Container }, path: string, upload: Upload): void {
  const [root, ...keys] = path.split('.');
  const last = keys.pop();
  if (root !== 'variables' || last === undefined) throw noSuchPlace(path);
  let container: unknown = operations.variables;
  for (const key of keys) container = member(container, key, path);
  if (member(container, last, path) !== null) throw noSuchPlace(path);
  (container as Container)[last] = upload; // `member` has found it in there
}

/** Own members only: a path must not reach a prototype. */
function member(container: unknown, key: string, path: string): unknown {
  if (typeof container !== 'object' || container === null || !Object.hasOwn(container, key)) throw noSuchPlace(path);
  return (container as Container)[key]; // an object that has the key
}

function noSuchPlace(path: string): AppError {
  return new AppError('BAD_USER_INPUT', `The map names "${path}", but operations has no null there for a file.`);
}
