import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';

/** Has Apollo Server answer a request whose body is read (undefined for a GET), without a web framework in between. */
export async function executeOverHttp<Context extends BaseContext>(
  apollo: ApolloServer<Context>,
  request: IncomingMessage,
  body: unknown,
  createContext: () => Context,
): Promise<HTTPGraphQLResponse> {
  const { method = 'GET', headers, url = '/' } = request;
  const start = url.indexOf('?');
  return apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: headerMap(headers), search: start === -1 ? '' : url.slice(start), body },
    context: () => Promise.resolve(createContext()),
  });
}

function headerMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** Sends what Apollo Server answered, no faster than it is taken. */
export async function sendAnswer(
  response: ServerResponse,
  { status = 200, headers, body }: HTTPGraphQLResponse,
): Promise<void> {
  if (response.destroyed) return;
  response.writeHead(status, Object.fromEntries(headers));
  if (body.kind === 'complete') {
    response.end(body.string);
    return;
  }
  for await (const chunk of body.asyncIterator) {
    if (!response.write(chunk)) await once(response, 'drain');
  }
  response.end();
}
