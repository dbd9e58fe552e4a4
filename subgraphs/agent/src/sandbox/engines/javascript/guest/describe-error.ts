export interface DescribedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

const longest = 8000;

/** Anything can be thrown: null, a symbol, an object whose getters throw. */
export function describeError(thrown: unknown): DescribedError {
  if (typeof thrown !== 'object' || thrown === null) {
    return { name: 'Error', message: `${text(() => thrown)} was thrown`, stack: '' };
  }
  const read = (key: string): string => text(() => Reflect.get(thrown, key));
  const name = read('name').slice(0, 100);
  const message = 'message' in thrown ? read('message') : text(() => thrown);
  return { name: name || 'Error', message: message.slice(0, longest), stack: read('stack').slice(0, longest) };
}

// Any string form will do here, `[object Object]` included.
function text(read: () => unknown): string {
  try {
    const value = read() as string | number | undefined;
    return value === undefined ? '' : String(value);
  } catch {
    return 'an unreadable value';
  }
}
