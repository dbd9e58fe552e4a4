import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { HttpError } from '@mas/kit/server/http-error';
import { openBundle, type GraphiqlBundle } from './bundle.ts';
import { contentSecurityPolicy, graphiqlPage } from './page.ts';

export interface Graphiql {
  /** Whether a request is for the page or for what belongs to it. */
  handles(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const assetTypes: Readonly<Record<string, string>> = {
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  'editor.worker.js': 'text/javascript; charset=utf-8',
  'json.worker.js': 'text/javascript; charset=utf-8',
  'graphql.worker.js': 'text/javascript; charset=utf-8',
};

/** GraphiQL for browsers at `/graphql`, its files at `/graphiql/`. They are bundled when the first of them is asked for. */
export function createGraphiql(cacheDirectory: string): Graphiql {
  let opening: Promise<GraphiqlBundle> | undefined;
  return {
    handles: (request) =>
      (request.method === 'GET' || request.method === 'HEAD') && (isPage(request) || isAsset(request)),
    async handle(request, response) {
      opening ??= openBundle(cacheDirectory);
      const bundle = await opening;
      response.setHeader('content-security-policy', contentSecurityPolicy);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'no-referrer');
      if (isAsset(request)) return sendAsset(request.url ?? '', bundle, response);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      const hasTokenHandler = request.headers['x-token-handler'] !== undefined;
      response.end(graphiqlPage({ assets: `/graphiql/${bundle.key}`, hasTokenHandler }));
    },
  };
}

/** What browsers ask for when a person opens the address; scripts do not accept HTML, and a query is never for the page. */
function isPage({ url = '', headers }: IncomingMessage): boolean {
  const [path, search = ''] = url.split('?', 2);
  return (
    path === '/graphql' && headers.accept?.includes('text/html') === true && !new URLSearchParams(search).has('query')
  );
}

function isAsset({ url = '' }: IncomingMessage): boolean {
  return url.startsWith('/graphiql/');
}

async function sendAsset(url: string, bundle: GraphiqlBundle, response: ServerResponse): Promise<void> {
  const [, , key, name = ''] = url.split('/', 4);
  const type = Object.hasOwn(assetTypes, name) ? assetTypes[name] : undefined;
  if (key !== bundle.key || type === undefined) throw new HttpError(404, 'GraphiQL has no such file.');
  const directory = await bundle.directory();
  response.writeHead(200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' });
  await pipeline(createReadStream(join(directory, name)), response);
}
