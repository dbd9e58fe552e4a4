import type { Readable } from 'node:stream';
import { AppError } from '@mas/kit/errors';

export interface IncomingFile {
  /** The name that its owner gave the file; never used as a path. */
  readonly filename: string;
  readonly mimeType: string;
  /** Ends with an error when the file is cut short, so that nobody takes a part of it for the whole. */
  readonly stream: Readable;
}

/**
 * A file on its way through the gateway: the value of an `Upload` variable. It is read once, by the one fetch that sends it
 * on, and no faster than the subgraph takes it; nothing keeps its bytes.
 */
export class Upload {
  readonly #file: Promise<IncomingFile>;
  #isTaken = false;

  /** A file that is still to arrive is a promise; its rejection becomes the error of the operation. */
  constructor(file: IncomingFile | Promise<IncomingFile>) {
    this.#file = Promise.resolve(file);
    this.#file.catch(() => undefined); // who takes the file gets the rejection; nobody may take it
  }

  /** @throws AppError BAD_USER_INPUT the second time. */
  take(): Promise<IncomingFile> {
    if (this.#isTaken) throw new AppError('BAD_USER_INPUT', 'A file can be used by one field of an operation only.');
    this.#isTaken = true;
    return this.#file;
  }

  /** Lets go of a file that no fetch took, so that its sender is not kept waiting. Does nothing once it is taken. */
  discard(): void {
    if (this.#isTaken) return;
    this.#isTaken = true;
    this.#file.then(({ stream }) => stream.on('error', () => stream.destroy()).resume()).catch(() => undefined); // a file that did not come needs no discarding
  }

  /** In a log or a JSON text it shows nothing of the file. */
  toJSON(): string {
    return 'upload';
  }
}
