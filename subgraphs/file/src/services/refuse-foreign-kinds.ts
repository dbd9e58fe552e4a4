import { AppError } from '@mas/kit/errors';
import { describeForeignKind } from '../profiling/file-kind.ts';

/**
 * Passes an upload through unless its first bytes say that it is no CSV: an image of a gigabyte is refused at once.
 * @throws AppError UNSUPPORTED_FILE, and BAD_USER_INPUT when the upload breaks off.
 */
export async function* refuseForeignKinds(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  let isFirst = true;
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        throw new AppError('BAD_USER_INPUT', 'The upload broke off before its end; send it again.', {
          field: 'file',
          cause: error,
        });
      });
      if (next.done === true) return;
      const foreign = isFirst ? describeForeignKind(next.value) : undefined;
      if (foreign !== undefined) throw new AppError('UNSUPPORTED_FILE', foreign, { field: 'file' });
      isFirst = false;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
