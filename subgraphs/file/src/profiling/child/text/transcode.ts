import iconv from 'iconv-lite';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Encoding } from './encoding.ts';
import { readChunks } from './read-chunks.ts';

/** Writes a text again in UTF-8, piece by piece, without its byte order mark. */
export function transcodeToUtf8(from: string, encoding: Encoding, to: string): void {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  const file = openSync(to, 'wx', 0o600);
  try {
    for (const chunk of readChunks(from)) writeFileSync(file, decoder.write(Buffer.from(chunk)));
    writeFileSync(file, decoder.end() ?? '');
  } finally {
    closeSync(file);
  }
}
