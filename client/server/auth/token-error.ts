import type { ServerResponse } from 'node:http';
import { AppError } from '@mas/kit/errors';
import type { HttpError } from '@mas/kit/server/http-error';
import { sendJson } from '../send.ts';

export function sendTokenError(response: ServerResponse, error: AppError | HttpError): void {
  const { code, message, status } = error;
  const { field, retryAfterSeconds } = error instanceof AppError ? error : {};
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  sendJson(response, status, { error: { code, message, field, retryAfterSeconds } }); // what is undefined is left out
}
