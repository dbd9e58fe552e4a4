import type { AppError } from '@mas/kit/errors';
import { WebSocket } from 'ws';
import type { Identity } from '../federation/request-context.ts';
import type { EventStream } from './event-stream.ts';

/** Clients of graphql-ws reconnect after the first three, and not after the others. The library has more of its own. */
export const closeCode = {
  /** The service restarts (RFC 6455's registry): reconnect, and go on after the last event. */
  restarting: 1012,
  /** The token is no good, or has expired, or its sign-in has ended. */
  forbidden: 4403,
  /** The client reads too slowly: reconnect, and go on after the last event. */
  tooSlow: 4408,
  /** The user has too many sockets. */
  tooMany: 4429,
  badRequest: 4400,
  internalError: 4500,
} as const;

const flushMs = 1_000;

/** A client's WebSocket: how much may wait in it, whose it is, and which subscriptions end with it. */
export class ClientSocket {
  readonly requestId: string;
  readonly address: string;
  identity: Identity | undefined;
  /** Aborted when the socket closes. */
  readonly signal: AbortSignal;
  readonly #streams = new Set<EventStream>();
  #whenIdle: (() => void) | undefined;
  #operations = 0;
  readonly #socket: WebSocket;
  readonly #maxBufferedBytes: number;

  constructor(socket: WebSocket, parts: { maxBufferedBytes: number; requestId: string; address: string }) {
    this.#socket = socket;
    this.#maxBufferedBytes = parts.maxBufferedBytes;
    this.requestId = parts.requestId;
    this.address = parts.address;
    const abort = new AbortController();
    this.signal = abort.signal;
    socket.once('close', () => abort.abort());
  }

  get operations(): number {
    return this.#operations;
  }

  operationStarted(): void {
    this.#operations += 1;
  }

  operationEnded(): void {
    this.#operations -= 1;
  }

  streamStarted(stream: EventStream): void {
    this.#streams.add(stream);
  }

  streamEnded(stream: EventStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size === 0) this.#whenIdle?.();
  }

  /** Resolves when the message has left for the network, so that nothing is produced faster than it is sent. */
  send(message: string): Promise<void> {
    const { readyState, bufferedAmount } = this.#socket;
    if (readyState !== WebSocket.OPEN) return Promise.resolve();
    if (bufferedAmount > this.#maxBufferedBytes) {
      this.closeSlow();
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#socket.send(message, () => resolve()));
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** A peer that does not read will not answer the closing handshake either: it is cut soon after. */
  closeSlow(): void {
    this.close(closeCode.tooSlow, 'Reading too slowly: resume after the last event');
    setTimeout(() => this.#socket.terminate(), flushMs).unref();
  }

  /** Tells each running subscription why it ends, then closes; what cannot be told within a second goes unsaid. */
  closeWith(code: number, reason: string, error: AppError): void {
    const close = (): void => this.close(code, reason);
    for (const stream of this.#streams) stream.fail(error);
    if (this.#streams.size === 0) {
      close();
      return;
    }
    // The last message is written in the turn after its stream has ended.
    this.#whenIdle = () => void setImmediate(close);
    setTimeout(close, flushMs).unref();
  }
}
