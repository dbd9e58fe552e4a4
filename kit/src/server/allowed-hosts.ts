import type { IncomingMessage } from 'node:http';
import { splitAbsoluteTarget } from './absolute-target.ts';
import { type HostName, readHost } from './host-name.ts';
import { HttpError } from './http-error.ts';

/** By which names a server may be called, besides `localhost` and any literal address. */
export interface AllowedHosts {
  /** Names, or `*.` and a name for all below it; in lower case, without ports. */
  readonly names?: readonly string[];
  /** How many proxies of the operator's stand before it: then what X-Forwarded-Host says is judged as well. */
  readonly trustedProxies?: number;
  /** Whether a request shows a secret that no page can have: then it may call the server anything. */
  readonly vouches?: (request: IncomingMessage) => boolean;
  /** What to do about a name that is refused. */
  readonly advice?: string;
}

/** What balancers ask, under any name or none. It says nothing of anybody. */
const openPaths = new Set(['/livez', '/readyz']);
const defaultAdvice = 'Use localhost or its address; whoever runs it can allow the name by ALLOWED_HOSTS.';

/**
 * Refuses what calls the server by a name that is not its own. When a name of somebody else's is made to resolve to our address
 * (DNS rebinding), a foreign page is of our origin for its browser; what gives it away is that name, which it cannot change.
 *
 * What is behind may trust `Host`: it is allowed, or it is taken away (where a balancer asks under any name).
 * @throws HttpError 421; 400 when the request has no single well-formed host
 */
export function checkHost(request: IncomingMessage, allowed: AllowedHosts): void {
  const target = splitAbsoluteTarget(request.url ?? '');
  const headers = hostHeaders(request);
  if (target !== undefined) {
    request.url = target.path;
    request.headers.host = target.authority; // it takes the place of the header (RFC 9112, 3.2.2)
  }
  try {
    if (headers.length !== 1) throw malformed();
    judge(request, target === undefined ? headers : [...headers, target.authority], allowed);
  } catch (error) {
    if (!isOpen(request)) throw error;
    delete request.headers.host;
  }
}

function isOpen({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade === undefined && openPaths.has(url.split('?', 1)[0] ?? url);
}

function judge(request: IncomingMessage, claimed: readonly string[], allowed: AllowedHosts): void {
  const { names = [], trustedProxies = 0, vouches, advice = defaultAdvice } = allowed;
  const hosts = claimed.map(parseHost);
  if (trustedProxies > 0) hosts.push(...forwardedHosts(request).map(parseHost));
  const foreign = hosts.find((host) => !isAllowed(host, names));
  if (foreign === undefined || vouches?.(request) === true) return;
  throw new HttpError(421, `This server does not answer to the name ${foreign.name}. ${advice}`);
}

/** `request.headers` has the first of several alone. */
function hostHeaders({ rawHeaders }: IncomingMessage): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'host');
}

function forwardedHosts({ headers }: IncomingMessage): readonly string[] {
  const entries = [headers['x-forwarded-host'] ?? []].flat().join(',').split(',');
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

function isAllowed({ name, isAddress }: HostName, names: readonly string[]): boolean {
  return isAddress || name === 'localhost' || names.some((each) => matches(name, each));
}

function matches(name: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function parseHost(text: string): HostName {
  const host = readHost(text);
  if (host === undefined) throw malformed();
  return host;
}

function malformed(): HttpError {
  return new HttpError(400, 'The request must say in one well-formed Host header whom it is for.');
}
