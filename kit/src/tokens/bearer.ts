/** The token of an `Authorization: Bearer <token>` header; the scheme's case does not matter (RFC 9110, 11.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}
