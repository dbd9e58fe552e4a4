import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { encodeFrame, type Frame } from './frame.ts';

export interface FrameWriterOptions {
  readonly pingMs: number;
  readonly stalledReaderMs: number;
}

/**
 * Writes frames to one client, each in a piece, no faster than the client reads. It pings a client that hears nothing else
 * and gives up one that takes nothing for too long.
 */
export class FrameWriter implements Disposable {
  readonly #response: ServerResponse;
  readonly #options: FrameWriterOptions;
  readonly #ping: NodeJS.Timeout;

  /** Sends the head of the answer at once. */
  constructor(response: ServerResponse, options: FrameWriterOptions) {
    this.#response = response;
    this.#options = options;
    response.socket?.setNoDelay(true);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    response.flushHeaders();
    this.#ping = setInterval(() => this.#writePing(), options.pingMs);
  }

  /** Resolves when there is room for more, or nobody to write to. */
  async write(frame: Frame, id?: string): Promise<void> {
    if (this.#response.destroyed) return;
    this.#ping.refresh();
    const text = id === undefined ? encodeFrame(frame) : `id: ${id}\n${encodeFrame(frame)}`;
    if (!this.#response.write(text)) await this.#drained();
  }

  end(): void {
    if (!this.#response.destroyed) this.#response.end();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#ping);
  }

  async #drained(): Promise<void> {
    const abort = new AbortController();
    const stalled = setTimeout(() => this.#response.destroy(), this.#options.stalledReaderMs);
    const { signal } = abort;
    try {
      await Promise.race([once(this.#response, 'drain', { signal }), once(this.#response, 'close', { signal })]);
    } finally {
      clearTimeout(stalled);
      abort.abort();
    }
  }

  /** One whose buffer is full hears enough. */
  #writePing(): void {
    const isWritable = !this.#response.destroyed && !this.#response.writableNeedDrain;
    if (isWritable) this.#response.write(encodeFrame({ type: 'ping', data: new Date().toISOString() }));
  }
}
