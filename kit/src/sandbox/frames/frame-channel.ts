import type { Duplex } from 'node:stream';
import { encodeFrame, FrameDecoder, FrameKind, type FrameCaps } from './frame-codec.ts';

export interface ReceivedMessage {
  readonly message: unknown;
  readonly attachment: Buffer | undefined;
}

export interface FrameChannelOptions {
  readonly stream: Duplex;
  readonly caps: FrameCaps;
  readonly onMessage: (received: ReceivedMessage) => void;
  /** The stream ended, broke, or carried something that is not a frame. Called once. */
  readonly onClosed: (reason: Error | undefined) => void;
}

/** Messages with optional binary attachments over one duplex stream. Knows nothing of what the messages mean. */
export class FrameChannel {
  readonly #stream: Duplex;
  readonly #options: FrameChannelOptions;
  readonly #decoder: FrameDecoder;
  #attachment: Buffer | undefined;
  #closed = false;

  constructor(options: FrameChannelOptions) {
    this.#options = options;
    this.#stream = options.stream;
    this.#decoder = new FrameDecoder(options.caps);
    this.#stream.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#stream.on('error', (error) => this.#close(error));
    this.#stream.on('end', () => this.#close(undefined));
    this.#stream.on('close', () => this.#close(undefined));
  }

  send(message: object, attachment?: Uint8Array): void {
    if (this.#closed || !this.#stream.writable) return;
    if (attachment) this.#stream.write(encodeFrame(FrameKind.binary, attachment));
    this.#stream.write(encodeFrame(FrameKind.json, Buffer.from(JSON.stringify(message))));
  }

  destroy(): void {
    this.#closed = true;
    this.#stream.destroy();
  }

  #receive(chunk: Buffer): void {
    if (this.#closed) return;
    try {
      for (const { kind, payload } of this.#decoder.push(chunk)) {
        if (kind === FrameKind.binary) {
          this.#attachment = payload;
          continue;
        }
        const attachment = this.#attachment;
        this.#attachment = undefined;
        this.#options.onMessage({ message: JSON.parse(payload.toString('utf8')) as unknown, attachment });
      }
    } catch (error) {
      this.#close(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #close(reason: Error | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stream.destroy();
    this.#options.onClosed(reason);
  }
}
