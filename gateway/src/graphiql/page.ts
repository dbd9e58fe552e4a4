/**
 * Only what this server sends may run. Inline styles are the editor's way of drawing; nothing may be evaluated, framed or
 * sent elsewhere.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageOptions {
  /** Where the page's files are. */
  readonly assets: string;
  /** Whether the page server stands before us: its token handler then gives the token of whoever is signed in. */
  readonly hasTokenHandler: boolean;
}

export function graphiqlPage({ assets, hasTokenHandler }: PageOptions): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Multi-Agent System: the graph</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${assets}/app.css" />
  </head>
  <body>
    <div id="graphiql"${hasTokenHandler ? ' data-token-handler="/auth/refresh"' : ''}>GraphiQL is being made ready; the first time takes some seconds.</div>
    <script type="module" src="${assets}/app.js"></script>
  </body>
</html>
`;
}
