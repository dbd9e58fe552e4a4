import { isIPv6 } from 'node:net';

/** How much of an address counts: its line (IPv4 whole, IPv6 /64), its site (/24, /48), its provider (/16, /32). */
export type NetworkSize = 'line' | 'site' | 'provider';

/** Numbers between dots, and between colons. */
const parts = { line: 4, site: 3, provider: 2 } as const satisfies Record<NetworkSize, number>;

/**
 * Whom an address stands for. One line of IPv6 has 2^64 addresses to try from: it counts as one. A site of theirs has 2^16
 * lines (RFC 6177). What is no address stands for itself.
 */
export function networkOf(address: string, size: NetworkSize = 'line'): string {
  if (!isIPv6(address)) return address.split('.').slice(0, parts[size]).join('.');
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, parts[size])
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
