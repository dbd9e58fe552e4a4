import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Over https the name itself makes browsers take the cookie from this host alone, with Secure and for all paths: another host of
 * the domain cannot put a sign-in of its own in our place (https://httpwg.org/specs/rfc6265bis.html, 4.1.3.2).
 */
function nameOf(isSecure: boolean): string {
  return isSecure ? '__Host-mas_refresh' : 'mas_refresh';
}

/** An opaque token in the alphabets of base64; anything else was not made by us. */
const pattern = /^[\w.~+/=-]{16,512}$/;

export interface CookieToKeep {
  readonly refreshToken: string;
  /** Seconds. */
  readonly refreshExpiresIn: number;
}

/** The refresh token that came with a request. */
export function readRefreshCookie({ headers }: IncomingMessage, isSecure: boolean): string | undefined {
  const name = nameOf(isSecure);
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  return value !== undefined && pattern.test(value) ? value : undefined;
}

/** Scripts cannot read it, other sites cannot have it sent, and what goes on to the gateway goes without it. */
export function keepRefreshCookie(response: ServerResponse, token: CookieToKeep, isSecure: boolean): void {
  if (!pattern.test(token.refreshToken)) throw new Error('the refresh token does not fit into a cookie');
  setCookie(response, token.refreshToken, token.refreshExpiresIn, isSecure);
}

export function clearRefreshCookie(response: ServerResponse, isSecure: boolean): void {
  setCookie(response, '', 0, isSecure);
}

function setCookie(response: ServerResponse, value: string, maxAgeSeconds: number, isSecure: boolean): void {
  const attributes = ['HttpOnly', 'SameSite=Strict', `Path=${isSecure ? '/' : '/auth'}`, `Max-Age=${maxAgeSeconds}`];
  const cookie = [`${nameOf(isSecure)}=${value}`, ...attributes, ...(isSecure ? ['Secure'] : [])];
  response.setHeader('set-cookie', cookie.join('; '));
}
