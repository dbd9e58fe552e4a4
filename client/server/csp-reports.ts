import { AppError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { HttpError } from '@mas/kit/server/http-error';
import { z } from 'zod';
import type { Handler } from './router.ts';
import { sendText } from './send.ts';
import { readSmallBody } from './small-body.ts';

const maxBytes = 16_384;
const reportsPerMinute = 20;

const short = z.string().transform((text) => text.slice(0, 300));

/** https://www.w3.org/TR/CSP3/#deprecated-serialize-violation */
const reportSchema = z.object({
  'csp-report': z.object({
    'document-uri': short,
    'effective-directive': short.optional(),
    'violated-directive': short.optional(),
    'blocked-uri': short.optional(),
    'source-file': short.optional(),
    'line-number': z.number().optional(),
  }),
});

/** Logs what browsers report of violations of the page's policy: so many a minute, so much of each. */
export function createCspReports(logger: Logger): Handler {
  let minute = 0;
  let count = 0;
  const isOneTooMany = (): boolean => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) [minute, count] = [now, 0];
    count += 1;
    return count > reportsPerMinute;
  };
  return async (request, response, requestId) => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      sendText(response, 405, 'Reports are posted.');
      return;
    }
    if (isOneTooMany()) {
      sendText(response, 429, 'Enough reports for this minute.');
      return;
    }
    try {
      const { 'csp-report': report } = reportSchema.parse(await readSmallBody(request, maxBytes));
      logger.warn({ requestId, report }, 'the content security policy was violated');
      response.writeHead(204).end();
    } catch (error) {
      if (!(error instanceof AppError || error instanceof HttpError || error instanceof z.ZodError)) throw error;
      const status = error instanceof z.ZodError ? 422 : error.status;
      sendText(response, status, 'This is no report of a content security policy.');
    }
  };
}
