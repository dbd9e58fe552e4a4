import { refuseCursor } from '@mas/kit/page';
import { z } from 'zod';

/** A place in a list that is ordered by creation, newest first. */
export interface SessionCursor {
  /** ISO 8601 in UTC, to the microsecond. */
  readonly createdAt: string;
  readonly id: string;
}

const cursorSchema = z.tuple([z.iso.datetime({ precision: 6 }), z.guid()]);

export function encodeCursor({ createdAt, id }: SessionCursor): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

/** @throws AppError BAD_USER_INPUT for anything that encodeCursor does not make. */
export function decodeCursor(cursor: string): SessionCursor {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()));
  if (!parsed.success) return refuseCursor();
  const [createdAt, id] = parsed.data;
  return { createdAt, id };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is no JSON is no cursor
  }
}
