import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from './has-body.ts';
import type { Pace } from './pace.ts';

/** One request and its answer, looked at now and then to see whether the other end moves. */
export class WatchedExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly #pace: Pace;
  readonly #hasBody: boolean;
  #roomMs = 0;
  #receivedBefore: number;
  #waiting: { readonly sinceMs: number; readonly bytes: number; readonly sentBefore: number } | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, pace: Pace) {
    this.request = request;
    this.response = response;
    this.#pace = pace;
    this.#hasBody = hasBody(request);
    this.#receivedBefore = request.socket.bytesRead;
  }

  /**
   * Whether the sender brought too little while there was room for more. A sender that the reader holds back is not looked at:
   * what it may send then is not up to it.
   */
  isSenderSlow(elapsedMs: number): boolean {
    const { request } = this;
    if (!this.#hasBody || request.complete || request.destroyed) return false;
    if (request.isPaused() || request.readableLength >= request.readableHighWaterMark) return false;
    const { senderWindowMs, minSentBytesPerSecond } = this.#pace;
    this.#roomMs += elapsedMs;
    if (this.#roomMs < senderWindowMs) return false;
    const received = request.socket.bytesRead;
    const isSlow = received - this.#receivedBefore < (this.#roomMs / 1_000) * minSentBytesPerSecond;
    this.#roomMs = 0;
    this.#receivedBefore = received;
    return isSlow;
  }

  /** Whether something of the answer lies here for longer than its size allows. Each piece that is gone begins a new wait. */
  isReaderSlow(nowMs: number): boolean {
    const { socket } = this.request;
    const bytes = this.response.writableLength;
    const sent = socket.bytesWritten - socket.writableLength;
    if (bytes === 0) this.#waiting = undefined;
    else if (this.#waiting?.sentBefore !== sent) this.#waiting = { sinceMs: nowMs, bytes, sentBefore: sent };
    if (this.#waiting === undefined) return false;
    const { readerSilenceMs, minReadBytesPerSecond } = this.#pace;
    const allowedMs = readerSilenceMs + (this.#waiting.bytes / minReadBytesPerSecond) * 1_000;
    return nowMs - this.#waiting.sinceMs > allowedMs;
  }

  /** Whether the answer waits for its reader. */
  get isWaitingForReader(): boolean {
    return this.response.writableLength > 0;
  }
}
