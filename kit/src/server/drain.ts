import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from './has-body.ts';

const windowMs = 2_000;
/** In each window; whoever sends less has nothing that is worth waiting for. */
const minWindowBytes = 16 * 1_024;
const deadlineMs = 30_000;

/**
 * A client that is answered before it has sent all may read the answer only then: what still comes is dropped, as long as it
 * comes fast, but not for ever. Call it before the answer.
 */
export function drainAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  const isLast = !response.shouldKeepAlive;
  // Node would close the connection with the answer's last byte, and the client, still sending, would never read it.
  if (isLast && hasBody(request)) response.shouldKeepAlive = true;
  const close = (): void => {
    if (isLast) request.socket.end();
  };
  response.once('finish', () => {
    if (request.complete) close();
    else drain(request, close);
  });
}

function drain(request: IncomingMessage, close: () => void): void {
  const cut = (): void => void request.destroy();
  let received = 0;
  const window = setInterval(() => {
    if (received < minWindowBytes) cut();
    received = 0;
  }, windowMs);
  const deadline = setTimeout(cut, deadlineMs);
  request.unpipe();
  request.on('data', (chunk: Buffer) => (received += chunk.byteLength));
  request.once('end', close);
  request.resume();
  request.once('close', () => {
    clearInterval(window);
    clearTimeout(deadline);
  });
}
