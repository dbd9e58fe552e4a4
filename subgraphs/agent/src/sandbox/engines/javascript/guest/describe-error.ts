import { bare, get, sliceText, toText } from './primordials.ts';

export interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

const longest = 8000;

/** Anything can be thrown: null, a symbol, an object whose getters throw. */
export function describeError(thrown: unknown): DescribedError {
  if (typeof thrown !== 'object' || thrown === null) {
    return bare({ name: 'Error', message: `${text(() => thrown)} was thrown`, stack: '' });
  }
  const read = (key: string): string => text(() => get(thrown, key));
  const name = sliceText(read('name'), 0, 100);
  const message = 'message' in thrown ? read('message') : text(() => thrown);
  return bare({
    name: name || 'Error',
    message: sliceText(message, 0, longest),
    stack: sliceText(read('stack'), 0, longest),
  });
}

// Any string form will do here, `[object Object]` included.
function text(read: () => unknown): string {
  try {
    const value = read();
    return value === undefined ? '' : toText(value);
  } catch {
    return 'an unreadable value';
  }
}
