import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { HttpError } from './http-error.ts';
import type { Pace } from './pace.ts';
import type { SendRefusal } from './send-refusal.ts';
import { WatchedExchange } from './watched-exchange.ts';

/** What may still come of a sender that was told that it is too slow: enough to read that. */
const cutAfterMs = 250;

/** Watches what goes on at a server. Gives what takes up an exchange. */
export type WatchExchange = (request: IncomingMessage, response: ServerResponse) => void;

/** Cuts senders and readers that do not keep the pace, until the server closes. Slow senders are told so. */
export function keepPace(server: Server, pace: Pace, refuse: SendRefusal): WatchExchange {
  const exchanges = new Map<Socket, WatchedExchange>();
  const tickMs = Math.max(20, Math.min(1_000, pace.senderWindowMs / 4, pace.readerSilenceMs / 4));
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    // While this process was busy with something else nobody could send.
    const elapsedMs = Math.min(nowMs - lastMs, tickMs * 2);
    lastMs = nowMs;
    for (const exchange of exchanges.values()) {
      if (exchange.isReaderSlow(nowMs)) exchange.request.socket.destroy();
      else if (exchange.isSenderSlow(elapsedMs)) refuseSlow(exchange, refuse);
    }
  }, tickMs).unref();
  server.once('close', () => clearInterval(timer));
  cutSilent(server, pace, exchanges);
  return (request, response) => {
    const { socket } = request;
    const exchange = new WatchedExchange(request, response, pace);
    exchanges.set(socket, exchange);
    response.once('close', () => {
      if (exchanges.get(socket) === exchange) exchanges.delete(socket);
    });
  };
}

/**
 * Node's timer of a socket knows what a reader has taken of a piece that is half sent, which nothing else tells. It runs also
 * while all is well: then it is set again.
 */
function cutSilent(server: Server, { readerSilenceMs }: Pace, exchanges: ReadonlyMap<Socket, WatchedExchange>): void {
  server.setTimeout(readerSilenceMs, (socket) => {
    const exchange = exchanges.get(socket);
    if (exchange === undefined || exchange.isWaitingForReader) socket.destroy();
    else socket.setTimeout(readerSilenceMs);
  });
}

function refuseSlow({ request, response }: WatchedExchange, refuse: SendRefusal): void {
  const cut = (): void => void request.destroy();
  if (response.headersSent) {
    cut();
    return;
  }
  response.once('finish', () => setTimeout(cut, cutAfterMs).unref());
  refuse(
    request,
    response,
    new HttpError(408, 'The request takes too long to arrive: send it again over a better line.'),
  );
}
