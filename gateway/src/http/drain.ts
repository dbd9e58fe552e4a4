import type { IncomingMessage, ServerResponse } from 'node:http';

const idleMs = 2_000;
const deadlineMs = 30_000;

/**
 * A client that is answered before it has sent all may read the answer only then: what still comes is dropped, as long as it
 * comes, but not for ever. Call it before the answer.
 */
export function drainAfterAnswer(request: IncomingMessage, response: ServerResponse): void {
  const isLast = !response.shouldKeepAlive;
  // Node would close the connection with the answer's last byte, and the client, still sending, would never read it.
  if (isLast && hasBody(request)) response.shouldKeepAlive = true;
  const close = (): void => {
    if (isLast) request.socket.end();
  };
  response.once('finish', () => {
    if (request.complete) {
      close();
      return;
    }
    const cut = (): void => void request.destroy();
    const idle = setTimeout(cut, idleMs);
    const deadline = setTimeout(cut, deadlineMs);
    request.unpipe();
    request.on('data', () => idle.refresh());
    request.once('end', close);
    request.resume();
    request.once('close', () => {
      clearTimeout(idle);
      clearTimeout(deadline);
    });
  });
}

/** Whether a request announces a body: https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
