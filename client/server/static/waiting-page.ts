import type { ServerResponse } from 'node:http';

const texts = {
  building: 'The page is being made ready; it opens by itself in a few seconds.',
  failed: 'The page could not be built; the log of the page server says why.',
};

/** Instead of the page, as long as there is none. It asks again by itself, without a script. */
export function sendWaitingPage(response: ServerResponse, reason: keyof typeof texts): void {
  if (response.destroyed) return;
  const seconds = reason === 'building' ? '1' : '5';
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': seconds,
    refresh: seconds,
  });
  response.end(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <title>Multi-Agent System</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <main><p role="status">${texts[reason]}</p></main>
  </body>
</html>
`);
}
