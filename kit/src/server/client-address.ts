import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isSecret } from '../tokens/is-secret.ts';

/** Where the gateway tells subgraphs who asks. It sets the header itself and passes on none that a client sent. */
export const clientAddressHeader = 'x-client-address';

/** The address that the gateway names, or the peer's where something else asks. */
export function forwardedAddress({ headers, socket }: IncomingMessage): string | undefined {
  const named = headers[clientAddressHeader];
  return (typeof named === 'string' ? plainAddress(named) : undefined) ?? peerAddress(socket.remoteAddress);
}

/** By which the page server shows the gateway that it is one more trusted proxy. */
export const pageServerHeader = 'x-page-server';

export interface ProxyTrust {
  /** Proxies of the operator's. */
  readonly trustedProxies: number;
  /** A secret of the page server's and the gateway's; a request that bears it came through the page server besides. */
  readonly pageServerKey?: string | undefined;
}

/**
 * Who sent a request that came through so many proxies of the operator's. Each of them adds to X-Forwarded-For where it had the
 * request from, so the last entries are theirs and the others are anybody's. Without a proxy the header says nothing.
 */
export function clientAddress({ headers, socket }: IncomingMessage, trust: ProxyTrust): string | undefined {
  const trustedProxies = trust.trustedProxies + (isOfPageServer({ headers }, trust) ? 1 : 0);
  const peer = peerAddress(socket.remoteAddress);
  if (trustedProxies === 0) return peer;
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').slice(-trustedProxies);
  return plainAddress(forwarded[0] ?? '') ?? peer;
}

/** Whether a request came through the page server, which has judged it. */
export function isOfPageServer({ headers }: Pick<IncomingMessage, 'headers'>, { pageServerKey }: ProxyTrust): boolean {
  return isSecret(headers[pageServerHeader], pageServerKey);
}

function peerAddress(address: string | undefined): string | undefined {
  return address === undefined ? undefined : plainAddress(address);
}

/** Without brackets and port, and IPv4 as itself where it comes within IPv6 (RFC 4291, 2.5.5.2). */
function plainAddress(text: string): string | undefined {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? undefined : address;
}
