import { closeSync, openSync, readSync } from 'node:fs';

const chunkBytes = 1024 * 1024;

/** A file's bytes, piece by piece. The piece is overwritten by the next one: copy what must last. */
export function* readChunks(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const size = readSync(file, buffer);
      if (size === 0) return;
      yield buffer.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}

/** The first bytes of a file. */
export function readHead(path: string, maxBytes: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  for (const chunk of readChunks(path)) {
    parts.push(Buffer.from(chunk.subarray(0, maxBytes - size)));
    size += parts.at(-1)?.byteLength ?? 0;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(parts);
}
