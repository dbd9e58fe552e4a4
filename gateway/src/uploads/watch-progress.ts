import type { IncomingMessage } from 'node:http';

/**
 * Cuts a sender that stops sending while there is room; one that is held back by the reader may wait. Dispose of it when the
 * request is read or nobody reads it any more.
 */
export function watchProgress(request: IncomingMessage, idleMs: number): Disposable {
  let isMoving = true;
  const move = (): void => void (isMoving = true);
  request.on('data', move);
  const check = setInterval(() => {
    if (!isMoving && !request.isPaused()) request.destroy();
    isMoving = false;
  }, idleMs);
  const stop = (): void => {
    clearInterval(check);
    request.off('data', move);
  };
  request.once('end', stop);
  return { [Symbol.dispose]: stop };
}
