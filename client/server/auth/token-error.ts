import type { ServerResponse } from 'node:http';
import { AppError } from '@mas/kit/errors';
import { sendJson } from '../send.ts';

/** A request that no page of ours sends. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function sendTokenError(response: ServerResponse, error: AppError | RequestRefused): void {
  const { code, message, status } = error;
  const { field, retryAfterSeconds } = error instanceof AppError ? error : {};
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  sendJson(response, status, { error: { code, message, field, retryAfterSeconds } }); // what is undefined is left out
}
