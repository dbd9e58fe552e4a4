import type { Middleware } from '@anthropic-ai/sdk/client';

/** An answer that had begun and then stayed silent for too long; pings count as signs of life. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/** The SDK's own timeout ends with the response headers; this one watches over the bytes that follow. */
export function limitSilence(timeoutMs: number): Middleware {
  return async (request, next) => {
    const response = await next(request);
    return response.body ? new Response(watch(response.body, timeoutMs), response) : response;
  };
}

function watch(body: ReadableStream<Uint8Array>, timeoutMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const timer = Promise.withResolvers<never>();
      const timeout = setTimeout(() => {
        timer.reject(new SilenceError(`no data for ${timeoutMs} ms`));
      }, timeoutMs);
      try {
        const { done, value } = await Promise.race([reader.read(), timer.promise]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        await reader.cancel(error).catch(() => undefined); // the stream has failed already
      } finally {
        clearTimeout(timeout);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
