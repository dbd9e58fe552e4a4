/**
 * Takes a request target apart that is a whole URL, as proxies are asked (RFC 9112, 3.2.2); nothing for a plain path. A proxy
 * is not what our servers are, but they must take such targets.
 */
export function splitAbsoluteTarget(target: string): { readonly authority: string; readonly path: string } | undefined {
  const parts = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target);
  if (parts === null) return undefined;
  const [, authority = '', rest = ''] = parts;
  return { authority, path: rest.startsWith('/') ? rest : `/${rest}` };
}
