import type { ServerResponse } from 'node:http';
import { AppError } from '@mas/kit/errors';
import type { ErrorScope } from '@mas/kit/server/error-scope';
import { maskError } from '../errors/mask-error.ts';
import { HttpError } from '@mas/kit/server/http-error';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** Answers with an error in GraphQL's form, whatever was thrown. */
export function sendError(response: ServerResponse, error: unknown, scope: ErrorScope): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof HttpError) {
    sendJson(response, error.status, {
      errors: [{ message: error.message, extensions: { code: error.code } }],
    });
    return;
  }
  const status = error instanceof AppError ? error.status : 500;
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  sendJson(response, status, { errors: [maskError(error, scope)] });
}
