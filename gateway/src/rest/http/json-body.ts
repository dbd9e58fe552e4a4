import type { IncomingMessage } from 'node:http';
import { readBody, type BodyLimits } from '@mas/kit/server/read-body';
import { invalidRequest, RestError } from '../rest-error.ts';
import { hasBody } from '@mas/kit/server/has-body';

const json = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** A JSON body; undefined when there is none. @throws RestError 400, 422; HttpError 408, 413 */
export async function readJsonBody(
  request: IncomingMessage,
  { maxBodyBytes, bodyTimeoutMs }: { readonly maxBodyBytes: number; readonly bodyTimeoutMs: number },
): Promise<unknown> {
  if (!hasBody(request)) return undefined;
  if (!isPreflighted(request)) {
    throw new RestError(400, 'Send the body as JSON, with the header Content-Type: application/json.');
  }
  const limits: BodyLimits = { maxBytes: maxBodyBytes, timeoutMs: bodyTimeoutMs };
  return parseJson(await readBody(request, limits));
}

/**
 * Whether a browser would have asked before it sent this from a page of another origin, which it does not for what a form
 * could send. A body without a type passes when there is a token, which wants a preflight too.
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
function isPreflighted({ headers }: IncomingMessage): boolean {
  const type = headers['content-type'];
  return type === undefined ? headers.authorization !== undefined : json.test(type);
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw invalidRequest([
      { type: 'json_invalid', loc: ['body', faultPosition(text, error)], msg: 'JSON decode error' },
    ]);
  }
}

const maxSearchedLength = 65_536;

/** Where a text stops being JSON. V8 says it in some of its messages; else it is the end of the longest good beginning. */
function faultPosition(text: string, error: unknown): number {
  const position = /at position (\d+)/.exec(String(error))?.[1];
  if (position !== undefined) return Number(position);
  if (text.length > maxSearchedLength) return 0;
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = String(error);
    return /end of JSON input|Unterminated/.test(message) || message.includes(`at position ${text.length} `);
  }
}
