import { isIP, isIPv6 } from 'node:net';

export interface HostName {
  /** In lower case, without port and without a dot at the end. */
  readonly name: string;
  /** Whether it is an address itself, which no name server can turn into another. */
  readonly isAddress: boolean;
}

const maxPort = 65_535;

/**
 * Reads a `Host` or an authority (RFC 9110, 7.2; RFC 3986, 3.2.2) the way browsers write it: a name in ASCII or a literal
 * address, then perhaps a port. Whatever else may stand there, a user, an escape, a list, is nothing.
 */
export function readHost(text: string): HostName | undefined {
  const parts = /^(?:\[([\da-f:.]+(?:%[\w.~-]+)?)\]|([\w-]+(?:\.[\w-]+)*)\.?)(?::(\d{0,5}))?$/i.exec(text);
  if (parts === null || Number(parts[3] ?? 0) > maxPort) return undefined;
  const [, bracketed, plain] = parts;
  const name = (bracketed ?? plain ?? '').toLowerCase();
  if (bracketed !== undefined) return isIPv6(bracketed.split('%', 1)[0] ?? '') ? { name, isAddress: true } : undefined;
  return { name, isAddress: isIP(name) !== 0 };
}
