import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether what a request shows is a secret. How long it takes says nothing of the secret. */
export function isSecret(given: unknown, secret: string | undefined): boolean {
  if (typeof given !== 'string' || secret === undefined) return false;
  return timingSafeEqual(hash(given), hash(secret));
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
