import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: nobody guesses one, so a fast hash keeps it as well as a slow one. */
export function createRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. SHA-256, in hexadecimal digits. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
