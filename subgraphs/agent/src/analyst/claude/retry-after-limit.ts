import type { Middleware } from '@anthropic-ai/sdk/client';

const longestWaitSeconds = 60;

/**
 * The SDK waits as long as `retry-after` says, hours included. Past a minute nobody is still waiting for the answer, so
 * such a response is final, and its error says when to ask again.
 */
export const limitRetryAfter: Middleware = async (request, next) => {
  const response = await next(request);
  if (response.ok || (retryAfterSeconds(response.headers) ?? 0) <= longestWaitSeconds) return response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
};

/** Seconds, whether the header gives seconds or a date; undefined without a usable one. */
export function retryAfterSeconds(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? '';
  const seconds = value.trim() === '' ? Number.NaN : Number(value);
  const wait = Number.isNaN(seconds) ? (Date.parse(value) - Date.now()) / 1000 : seconds;
  return Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : undefined;
}
