import { isUtf8 } from 'node:buffer';
import { DatasetError } from '../dataset-error.ts';
import { readChunks } from './read-chunks.ts';
import { looksLikeGb18030 } from './gb18030.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** How much of a file's text beyond ASCII is looked at to tell encodings apart. */
const evidenceBytes = 1024 * 1024;

/**
 * Tells a text's encoding by its bytes: a byte order mark says it; valid UTF-8 is UTF-8; what is left is GB18030 when its
 * bytes pair up to common Chinese characters, otherwise Windows-1252, of which Latin-1 is a part.
 * @throws DatasetError when the bytes are no text.
 */
export function detectEncoding(path: string, head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const evidence: Buffer[] = [];
  let evidenceSize = 0;
  let isValid = true;
  let carry = Buffer.alloc(0);
  for (const chunk of readChunks(path)) {
    if (chunk.includes(0)) throw new DatasetError(binaryMessage);
    if (isValid) {
      const bytes = Buffer.concat([carry, chunk]);
      const end = lastCharacterStart(bytes);
      isValid = isUtf8(bytes.subarray(0, end));
      carry = Buffer.from(bytes.subarray(end));
    }
    if (!isValid && evidenceSize < evidenceBytes) {
      const start = evidence.length === 0 ? firstHighByte(chunk) : 0;
      evidence.push(Buffer.from(chunk.subarray(start)));
      evidenceSize += chunk.byteLength - start;
    }
  }
  if (isValid && isUtf8(carry)) return 'utf-8';
  return looksLikeGb18030(Buffer.concat(evidence)) ? 'gb18030' : 'windows-1252';
}

const binaryMessage =
  'The file holds binary data, not text. Export it as CSV (UTF-8) and upload that; a text in UTF-16 needs a byte order mark.';

/** Where an unfinished UTF-8 sequence at the end begins. */
function lastCharacterStart(bytes: Buffer): number {
  for (let index = bytes.length - 1; index >= Math.max(0, bytes.length - 4); index -= 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) return index + 1;
    if (byte >= 0xc0) return index;
  }
  return bytes.length;
}

function firstHighByte(bytes: Buffer): number {
  const index = bytes.findIndex((byte) => byte >= 0x80);
  return index === -1 ? bytes.length : index;
}
