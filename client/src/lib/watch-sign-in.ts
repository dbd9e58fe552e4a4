import { AuthUnavailable, renew } from './auth.ts';
import { openGraphSocket } from './graph-socket.ts';

/** The gateway closes with it the sockets of a token that has expired, and of a sign-in that has ended. */
const forbidden = 4403;
const longestWaitMs = 30_000;

/**
 * Learns within seconds that the sign-in has ended elsewhere, whatever the page does: it holds a socket that the gateway closes
 * then. Gives the function that ends the watch.
 */
export function watchSignIn(): () => void {
  const socket = openGraphSocket({
    lazy: false,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => wait(Math.min(1_000 * 2 ** retries, longestWaitMs)),
    onClosed(event) {
      if (event instanceof CloseEvent && event.code === forbidden) void askAgain();
    },
  });
  return () => void socket.dispose();
}

async function askAgain(): Promise<void> {
  try {
    await renew();
  } catch (error) {
    if (!(error instanceof AuthUnavailable)) throw error; // the next socket is refused again, and asks again
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
