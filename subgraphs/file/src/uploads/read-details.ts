import { AppError } from '@mas/kit/errors';
import { z } from 'zod';
import type { UploadDetails } from '../services/upload.service.ts';

const maxBytes = 256 * 1024;

const detailsSchema = z.strictObject({ name: z.string().optional(), description: z.string().optional() });

/** @throws AppError BAD_USER_INPUT when it is not the document that the schema describes, or breaks off. */
export async function readDetails(source: AsyncIterable<Uint8Array>): Promise<UploadDetails> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new RangeError(`more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
    return detailsSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (cause) {
    const message = `Send details as a JSON object of at most ${maxBytes} bytes with the texts "name" and "description".`;
    throw new AppError('BAD_USER_INPUT', message, { field: 'details', cause });
  }
}
