import { RestError } from './rest-error.ts';
import type { Route } from './route.ts';

export const basePath = '/api/v1/gateway';

export interface RouteMatch {
  readonly route: Route;
  /** The segments that stand for `{name}`s, still encoded. */
  readonly segments: Readonly<Record<string, string>>;
}

export interface RouteTable {
  /** @throws RestError 404 when nothing has that path, 405 when nothing has it with that method. */
  match(method: string, path: string): RouteMatch;
  find(method: string, path: string): RouteMatch | undefined;
  /** The methods of a path. @throws RestError 404 */
  allowed(path: string): readonly string[];
}

/** Finds routes by what was sent, with or without a slash at the end. A literal segment goes before a `{name}`. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const patterns = routes
    .map((route) => ({ route, pattern: segmentsOf(route.path) }))
    .sort((a, b) => placeholders(a.pattern) - placeholders(b.pattern));

  const matches = (path: string): RouteMatch[] => {
    const given = segmentsOf(path.slice(basePath.length));
    return patterns.flatMap(({ route, pattern }) => {
      const segments = matchSegments(pattern, given);
      return segments === undefined ? [] : [{ route, segments }];
    });
  };
  const find = (method: string, path: string): RouteMatch | undefined =>
    matches(path).find(({ route }) => serves(route, method));
  const allowed = (path: string): readonly string[] => {
    const methods = matches(path).flatMap(({ route }) => (isReadable(route) ? ['GET', 'HEAD'] : [route.method]));
    if (methods.length === 0) throw new RestError(404, 'Not Found');
    return [...new Set([...methods, 'OPTIONS'])];
  };
  return {
    find,
    allowed,
    match(method, path) {
      const found = find(method, path);
      if (found !== undefined) return found;
      throw new RestError(405, 'Method Not Allowed', { allow: allowed(path).join(', ') });
    },
  };
}

function serves(route: Route, method: string): boolean {
  return route.method === method || (method === 'HEAD' && isReadable(route));
}

/** Whether HEAD may stand for GET: not where GET asks a question. */
function isReadable({ method, answer }: Route): boolean {
  return method === 'GET' && answer.contentType !== 'text/event-stream';
}

function segmentsOf(path: string): readonly string[] {
  const segments = path.split('/').slice(1);
  return segments.at(-1) === '' ? segments.slice(0, -1) : segments;
}

function placeholders(pattern: readonly string[]): number {
  return pattern.filter((segment) => segment.startsWith('{')).length;
}

function matchSegments(
  pattern: readonly string[],
  given: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = given[index];
    if (segment === undefined) return undefined;
    if (expected.startsWith('{') && segment !== '') found[expected.slice(1, -1)] = segment;
    else if (expected !== segment) return undefined;
  }
  return found;
}
