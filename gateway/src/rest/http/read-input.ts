import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { invalidRequest } from '../rest-error.ts';
import type { RestSettings } from '../rest-settings.ts';
import type { RequestSchema } from '../route.ts';
import type { RouteMatch } from '../route-table.ts';
import { readFormBody } from './form-body.ts';
import { readJsonBody } from './json-body.ts';
import { toProblems } from './validation-problems.ts';

/**
 * What a request says, parsed by its route's schema.
 * @throws RestError 422 with every problem found, 400 for a body of a kind that a form of another site could send;
 * HttpError 408, 413 for one that is too slow or too large.
 */
export async function readInput(
  { route, segments }: RouteMatch,
  request: IncomingMessage,
  settings: RestSettings,
): Promise<z.output<RequestSchema>> {
  const path = Object.fromEntries(
    Object.entries(segments).map(([name, segment]) => [name, decodeSegment(name, segment)]),
  );
  const schema = route.body === 'multipart' ? route.request.omit({ body: true }) : route.request;
  const input = { path, query: queryOf(request), body: await readBody(route.body, request, settings) };
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidRequest(toProblems(parsed.error, input));
}

function readBody(
  kind: RouteMatch['route']['body'],
  request: IncomingMessage,
  settings: RestSettings,
): Promise<unknown> {
  if (kind === 'json') return readJsonBody(request, settings);
  if (kind === 'form') return readFormBody(request, settings);
  return Promise.resolve(undefined);
}

function decodeSegment(name: string, segment: string): string {
  try {
    return decodeURIComponent(utf8(segment));
  } catch {
    const msg = 'Input should be a valid string, unable to parse raw data as a unicode string';
    throw invalidRequest([{ type: 'string_unicode', loc: ['path', name], msg }]);
  }
}

/** The last of several parameters of one name counts. */
function queryOf({ url = '' }: IncomingMessage): Readonly<Record<string, string>> {
  const start = url.indexOf('?');
  return start === -1 ? {} : Object.fromEntries(new URLSearchParams(utf8(url.slice(start))));
}

/** Some clients send other letters than ASCII unencoded; HTTP's parser gives each of their bytes as a character. */
function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
