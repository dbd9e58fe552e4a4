import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { AppError, toError } from '@mas/kit/errors';
import busboy from 'busboy';
import { z } from 'zod';
import { placeUpload } from './place-uploads.ts';
import { Upload, type IncomingFile } from './upload.ts';

export interface MultipartLimits {
  /** Of the `operations` field. */
  readonly maxOperationsBytes: number;
  /** Of each file. */
  readonly maxFileBytes: number;
  readonly maxFiles: number;
}

export interface ReceivedOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

const operationsField = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).default({}),
});
const mapField = z.record(z.string(), z.array(z.string()).min(1));

/**
 * Reads a GraphQL multipart request up to its map and gives the operation with its uploads in place; the files go on
 * arriving while the operation runs, no faster than they are read.
 * https://github.com/jaydenseric/graphql-multipart-request-spec
 * @throws AppError BAD_USER_INPUT when it is none, PAYLOAD_TOO_LARGE when `operations` is too large.
 */
export function receiveMultipart(request: IncomingMessage, limits: MultipartLimits): Promise<ReceivedOperation> {
  return new Promise((resolve, reject) => {
    const receiver = new MultipartReceiver(limits, resolve, reject);
    receiver.receive(request);
  });
}

interface AwaitedFile {
  readonly arrive: (file: IncomingFile) => void;
  readonly fail: (error: Error) => void;
}

class MultipartReceiver {
  readonly #limits: MultipartLimits;
  readonly #resolve: (operation: ReceivedOperation) => void;
  readonly #reject: (error: Error) => void;
  readonly #awaited = new Map<string, AwaitedFile>();
  #operations: z.infer<typeof operationsField> | undefined;
  #current: Readable | undefined;

  constructor(
    limits: MultipartLimits,
    resolve: (operation: ReceivedOperation) => void,
    reject: (error: Error) => void,
  ) {
    this.#limits = limits;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  receive(request: IncomingMessage): void {
    const { maxOperationsBytes, maxFileBytes, maxFiles } = this.#limits;
    const parser = this.#createParser(request, {
      fieldSize: maxOperationsBytes + 1,
      fileSize: maxFileBytes + 1,
      files: maxFiles,
      fields: 8,
      headerPairs: 32,
    });
    if (parser === undefined) return;
    const stop = (error: Error): void => {
      this.#fail(error); // before the parser is destroyed, which would give the files a reason of its own
      request.unpipe(parser);
      parser.destroy();
    };
    parser.on('field', (name, value, { valueTruncated }) =>
      this.#guard(stop, () => this.#field(name, value, valueTruncated)),
    );
    parser.on('file', (name, stream, { filename, mimeType }) => {
      this.#file(name, { stream, filename: filename || 'file', mimeType }, stop);
    });
    parser.once('close', () => this.#fail(badRequest('The request ended before the files that its map names.')));
    parser.on('error', (error) => stop(badRequest('The request is not a complete multipart body.', error)));
    request.once('close', () => {
      if (!request.complete) stop(badRequest('The connection closed before the upload was complete.'));
    });
    request.pipe(parser);
  }

  #createParser(request: IncomingMessage, limits: busboy.Limits): busboy.Busboy | undefined {
    try {
      return busboy({ headers: request.headers, defParamCharset: 'utf8', limits });
    } catch (error) {
      this.#reject(badRequest('The content type is not a usable multipart/form-data.', error));
      return undefined;
    }
  }

  #field(name: string, value: string, isTruncated: boolean): void {
    if (isTruncated || value.length > this.#limits.maxOperationsBytes) {
      throw new AppError(
        'PAYLOAD_TOO_LARGE',
        `The field ${name} is larger than ${this.#limits.maxOperationsBytes} bytes.`,
      );
    }
    if (name === 'operations') this.#operations = parseField(operationsField, value, name);
    else if (name === 'map') this.#map(parseField(mapField, value, name));
  }

  #map(map: z.infer<typeof mapField>): void {
    const operations = this.#operations;
    if (operations === undefined) throw badRequest('The field operations must come before map.');
    for (const [name, paths] of Object.entries(map)) {
      const upload = new Upload(new Promise<IncomingFile>((arrive, fail) => this.#awaited.set(name, { arrive, fail })));
      for (const path of paths) placeUpload(operations, path, upload);
    }
    const { query, operationName, variables } = operations;
    this.#resolve({ query, operationName: operationName ?? undefined, variables });
  }

  #file(name: string, file: IncomingFile, stop: (error: Error) => void): void {
    const { stream } = file;
    stream.on('error', () => stream.destroy()); // its reader hears of it too; without a reader nobody minds
    const awaited = this.#awaited.get(name);
    if (this.#operations === undefined) {
      stop(badRequest('The fields operations and map must come before the files.'));
      return;
    }
    if (awaited === undefined) return void stream.resume();
    this.#awaited.delete(name);
    this.#current = stream;
    stream.once('limit', () => {
      stop(
        new AppError('PAYLOAD_TOO_LARGE', `The file is larger than ${this.#limits.maxFileBytes} bytes.`, {
          field: 'file',
        }),
      );
    });
    awaited.arrive(file);
  }

  #guard(stop: (error: Error) => void, work: () => void): void {
    try {
      work();
    } catch (error) {
      stop(toError(error));
    }
  }

  /** Whoever waits for something of the request gets the error: the caller, files to come, the file under way. */
  #fail(error: Error): void {
    this.#reject(error);
    for (const { fail } of this.#awaited.values()) fail(error);
    this.#awaited.clear();
    if (this.#current?.readableEnded === false) this.#current.destroy(error);
  }
}

function parseField<Schema extends z.ZodType>(schema: Schema, text: string, name: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badRequest(`The field ${name} is not JSON.`, error);
  }
  if (Array.isArray(value)) throw badRequest('Batches of operations are not supported.');
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badRequest(`The field ${name} has not the form of a GraphQL multipart request.`);
  return parsed.data;
}

function badRequest(message: string, cause?: unknown): AppError {
  return new AppError('BAD_USER_INPUT', message, { cause });
}
