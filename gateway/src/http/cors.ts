import type { IncomingMessage, ServerResponse } from 'node:http';

const allowedHeaders = [
  'authorization',
  'content-type',
  'accept',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-request-id',
  'last-event-id',
].join(', ');

/** Whether a page of that origin may talk to the gateway: one of the list, or the gateway's own. Exactly, never by likeness. */
export function isAllowedOrigin(origin: string, host: string | undefined, allowed: readonly string[]): boolean {
  return allowed.includes(origin) || origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`;
}

/** Sets the CORS headers and answers a preflight; true when that was all there was to do. */
export function applyCors(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): boolean {
  const { origin, host } = request.headers;
  response.setHeader('vary', 'Origin');
  if (origin !== undefined && isAllowedOrigin(origin, host, allowed)) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-expose-headers', 'x-request-id, retry-after, www-authenticate');
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
      response.setHeader('access-control-allow-headers', allowedHeaders);
      response.setHeader('access-control-max-age', '600');
    }
  }
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204).end();
  return true;
}
