import { refuseCursor } from '@mas/kit/page';

/** A cursor names a run's place in the order of asking. */
export function encodeRunCursor(ordinal: number): string {
  return Buffer.from(`run:${ordinal}`).toString('base64url');
}

/** @throws AppError BAD_USER_INPUT for anything that encodeRunCursor does not make. */
export function decodeRunCursor(cursor: string): number {
  const ordinal = /^run:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  return ordinal === undefined ? refuseCursor() : Number(ordinal);
}
