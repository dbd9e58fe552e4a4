import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { AppError } from '@mas/kit/errors';
import busboy from 'busboy';
import type { Variables } from '../../executor/operation-request.ts';
import { Upload, type IncomingFile } from '../../uploads/upload.ts';
import { invalidRequest, RestError, type ValidationProblem } from '../rest-error.ts';
import type { RestSettings } from '../rest-settings.ts';
import { datasetFields } from '../schemas/files.ts';
import { DatasetFields, maxFieldBytes, missingField } from './dataset-fields.ts';

/** An upload on its way in. Dispose of it when the operation is over. */
export interface IncomingDataset extends Disposable {
  /** The variables of the operation, as soon as the file begins. */
  readonly variables: Promise<Variables>;
  /** What was wrong with the request, if anything: the operation's own error then is only what followed from it. */
  readonly fault: RestError | undefined;
}

/**
 * Reads a form with a dataset, whose file is passed on as it arrives. Fields that come behind it are passed on behind it, as
 * the operation's `details`.
 */
export function receiveDataset(
  request: IncomingMessage,
  response: ServerResponse,
  settings: RestSettings,
): IncomingDataset {
  const receiver = new DatasetReceiver(request, settings);
  response.once('close', () => receiver.stop(cutShort()));
  receiver.receive();
  return receiver;
}

class DatasetReceiver implements IncomingDataset {
  fault: RestError | undefined;
  readonly #request: IncomingMessage;
  readonly #settings: RestSettings;
  readonly #fields = new DatasetFields();
  readonly #variables = Promise.withResolvers<Variables>();
  readonly #details = Promise.withResolvers<IncomingFile>();
  #parser: busboy.Busboy | undefined;
  #file: Readable | undefined;
  #isWaiting = true;

  constructor(request: IncomingMessage, settings: RestSettings) {
    this.#request = request;
    this.#settings = settings;
    this.variables.catch(() => undefined); // the operation has it, unless it was refused before it asked
    this.#details.promise.catch(() => undefined); // only an operation that was told of them waits for them
  }

  get variables(): Promise<Variables> {
    return this.#variables.promise;
  }

  receive(): void {
    const parser = this.#createParser();
    if (parser === undefined) {
      this.#refuse(['file', ...Object.keys(datasetFields.shape)].map(missingField));
      return;
    }
    this.#parser = parser;
    parser.on('field', (name, value, { valueTruncated }) => this.#fields.add(name, value, valueTruncated));
    parser.on('file', (name, stream, { filename, mimeType }) => {
      this.#receiveFile(name, { stream, filename: filename || 'file', mimeType });
    });
    parser.once('close', () => this.#finish());
    parser.on('error', () => this.#refuseIncomplete());
    this.#request.once('close', () => this.#request.complete || this.stop(cutShort()));
    this.#request.pipe(parser);
  }

  /** Whoever waits for something of the request gets the error: the operation, and the reader of the file. */
  stop(error: Error): void {
    this.#variables.reject(error);
    this.#details.reject(error);
    if (this.#parser === undefined) return;
    this.#request.unpipe(this.#parser);
    if (this.#file?.readableEnded === false) this.#file.destroy(error);
    this.#parser.destroy();
    this.#parser = undefined;
  }

  [Symbol.dispose](): void {
    this.stop(cutShort());
  }

  #createParser(): busboy.Busboy | undefined {
    const { headers } = this.#request;
    if (headers['content-type']?.toLowerCase().startsWith('multipart/form-data') !== true) return undefined;
    const limits = { fieldSize: maxFieldBytes, fields: 32, fileSize: this.#settings.maxUploadBytes + 1, files: 8 };
    try {
      return busboy({ headers, defParamCharset: 'utf8', limits: { ...limits, headerPairs: 32 } });
    } catch {
      return undefined; // a type without a usable boundary: nothing can be found in the body
    }
  }

  #receiveFile(name: string, file: IncomingFile): void {
    const { stream } = file;
    stream.on('error', () => this.#refuseIncomplete()); // the parser's own error comes too late for the file's reader
    if (name !== 'file' || this.#file !== undefined) return void stream.resume();
    this.#file = stream;
    stream.once('limit', () => this.#refuseSize());
    if (!this.#fields.isComplete) {
      this.#variables.resolve({ file: new Upload(file), details: new Upload(this.#details.promise) });
      return;
    }
    this.#isWaiting = false;
    if (this.#check()) this.#variables.resolve({ file: new Upload(file), ...this.#fields.arguments });
    else stream.resume();
  }

  /** All parts are there. */
  #finish(): void {
    if (this.#parser === undefined || !this.#isWaiting || !this.#check()) return;
    const stream = Readable.from([Buffer.from(JSON.stringify(this.#fields.arguments))], { objectMode: false });
    this.#details.resolve({ filename: 'details.json', mimeType: 'application/json', stream });
  }

  #check(): boolean {
    const problems = this.#fields.problems(this.#file !== undefined);
    if (problems.length > 0) this.#refuse(problems);
    return problems.length === 0;
  }

  #refuse(problems: readonly ValidationProblem[]): void {
    this.fault = invalidRequest(problems);
    this.stop(new AppError('BAD_USER_INPUT', this.fault.message));
  }

  #refuseIncomplete(): void {
    const message = 'The body is not a complete multipart form.';
    this.fault ??= invalidRequest([{ type: 'value_error', loc: ['body'], msg: message }]);
    this.stop(new AppError('BAD_USER_INPUT', message));
  }

  #refuseSize(): void {
    const message = `The file is larger than ${this.#settings.maxUploadBytes} bytes.`;
    this.fault = new RestError(413, message);
    this.stop(new AppError('PAYLOAD_TOO_LARGE', message));
  }
}

function cutShort(): AppError {
  return new AppError('BAD_USER_INPUT', 'The connection closed before the upload was complete.');
}
