import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listen, type ListeningServer } from '@mas/kit/server/http-server';
import { rawExchange } from '@mas/kit/testing/raw-exchange';
import { type PageServerFixture, startPageServer } from './support/page-server-fixture.ts';

const credentials = '{"email":"a@b.example","password":"correct horse"}';

describe('the names of the page server', () => {
  let gateway: ListeningServer;
  let server: PageServerFixture;
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    gateway = await listen({
      port: 0,
      host: '127.0.0.1',
      hosts: { vouches: () => true },
      listener(request, response) {
        seen.push(request.headers.host);
        response.setHeader('content-type', 'application/json').end('{"data":{}}');
      },
    });
    server = await startPageServer({
      gatewayUrl: gateway.url,
      publicUrl: 'https://page.example.com/',
      allowedHosts: ['*.lan.example'],
    });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await gateway.close(0);
  });

  const get = (path: string, head: readonly string[]) =>
    rawExchange(server.url, [`GET ${path} HTTP/1.1`, ...head, 'Connection: close', '', ''].join('\r\n'));
  const post = (path: string, head: readonly string[], body: string) => {
    const type = ['Content-Type: application/json', `Content-Length: ${body.length}`, 'Connection: close'];
    return rawExchange(server.url, [`POST ${path} HTTP/1.1`, ...head, ...type, '', body].join('\r\n'));
  };

  it.each(['/', '/index.html', '/assets/index-a1b2c3d4.js', '/graphql', '/graphiql/a/app.js', '/sessions/1'])(
    'does not answer for %s to a name that it was not told of',
    async (path) => {
      const before = seen.length;
      const { status, text } = await get(path, ['Host: evil.example']);
      expect([status, text]).toEqual([421, expect.stringContaining('ALLOWED_HOSTS')]);
      expect(seen).toHaveLength(before);
    },
  );

  it.each([['Sec-Fetch-Site: same-origin'], ['Origin: http://evil.example']])(
    'signs nobody in for a page of such a name, which says %s',
    async (own) => {
      const before = seen.length;
      const { status, json } = await post('/auth/login', ['Host: evil.example', own], credentials);
      expect(status).toBe(421);
      expect(json()).toMatchObject({ error: { code: 'HOST_NOT_ALLOWED' } });
      expect(seen).toHaveLength(before);
    },
  );

  it('takes no socket of such a page', async () => {
    const head = ['Host: evil.example', 'Origin: http://evil.example', 'Upgrade: websocket'];
    const { status } = await rawExchange(
      server.url,
      ['GET /graphql HTTP/1.1', ...head, 'Connection: Upgrade', '', ''].join('\r\n'),
    );
    expect(status).toBe(421);
  });

  it.each(['localhost:3000', '127.0.0.1', '[::1]', 'page.example.com', 'Page.Example.com:443', 'a.lan.example'])(
    'answers to %s',
    async (host) => {
      expect((await get('/', [`Host: ${host}`])).status).toBe(200);
      expect((await get('/graphql', [`Host: ${host}`])).status).toBe(200);
      expect(seen.at(-1)).toBe(host);
    },
  );

  it('hands on nothing of a name that it does not know when it is asked whether it is there', async () => {
    expect((await get('/livez', ['Host: evil.example'])).status).toBe(200);
    expect((await get('/readyz', ['Host: evil.example'])).status).toBe(200);
    expect(seen.at(-1)).toBe(new URL(gateway.url).host);
  });

  it('hands on a whole URL as the path that it is', async () => {
    expect((await get('http://page.example.com/graphql', ['Host: localhost'])).status).toBe(200);
    expect(seen.at(-1)).toBe('page.example.com');
    expect((await get('http://evil.example/graphql', ['Host: localhost'])).status).toBe(421);
  });
});
