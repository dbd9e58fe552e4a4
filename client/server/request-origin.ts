import { pageServerHeader } from '@mas/kit/server/client-address';
import type { IncomingMessage } from 'node:http';

export interface OriginReader {
  /** Whether the browser speaks https with us, or with the proxy in front of us. */
  isSecure(request: IncomingMessage): boolean;
  /** Whether the request was sent by our own page: browsers say so, and pages cannot change what they say. */
  isSameOrigin(request: IncomingMessage): boolean;
  /** What the gateway is told of where a request comes from: each hop adds the address that it was called from. */
  forwardedHeaders(request: IncomingMessage): Readonly<Record<string, string>>;
}

export interface OriginSettings {
  readonly publicUrl: string | undefined;
  readonly trustedProxies: number;
  readonly key: string | undefined;
}

export function createOriginReader({ publicUrl, trustedProxies, key }: OriginSettings): OriginReader {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl);
  const isSecure = (request: IncomingMessage): boolean => {
    if (publicOrigin !== undefined) return publicOrigin.protocol === 'https:';
    return trustedProxies > 0 && listOf(request, 'x-forwarded-proto').at(-trustedProxies) === 'https';
  };
  return {
    isSecure,
    isSameOrigin(request) {
      const { origin, host } = request.headers;
      const site = request.headers['sec-fetch-site'];
      if (site !== undefined) return site === 'same-origin';
      if (origin === undefined || host === undefined) return false;
      return hostOf(origin) === host.toLowerCase() || origin === publicOrigin?.origin;
    },
    forwardedHeaders: (request) => ({
      'x-forwarded-for': [...listOf(request, 'x-forwarded-for'), request.socket.remoteAddress ?? 'unknown'].join(', '),
      'x-forwarded-proto': isSecure(request) ? 'https' : 'http',
      ...(key !== undefined && { [pageServerHeader]: key }),
    }),
  };
}

function listOf(request: IncomingMessage, name: string): readonly string[] {
  const value = request.headers[name] ?? [];
  const text = typeof value === 'string' ? value : value.join(',');
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
