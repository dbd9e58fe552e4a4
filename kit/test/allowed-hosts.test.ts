import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ListeningServer, listen } from '../src/server/http-server.ts';
import { rawExchange } from '../src/testing/raw-exchange.ts';

const secret = 'a secret that no page has';

describe('a server', () => {
  let server: ListeningServer;
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    server = await listen({
      port: 0,
      host: '127.0.0.1',
      hosts: {
        names: ['data.example.com', '*.lab.example.com'],
        trustedProxies: 1,
        vouches: ({ headers }) => headers['x-secret'] === secret,
      },
      listener(request, response) {
        seen.push(`${request.headers.host ?? 'none'} ${request.url ?? ''}`);
        response.end('served');
      },
    });
    server.onUpgrade((_request, socket) => void socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  });
  afterAll(() => server.close(0));

  const ask = async (head: readonly string[], target = '/', version = '1.1') =>
    rawExchange(server.url, [`GET ${target} HTTP/${version}`, ...head, '', ''].join('\r\n'));
  const statusOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).status;

  it.each([
    'localhost',
    'localhost:3000',
    'localhost:',
    'LocalHost:1',
    'localhost.',
    'localhost.:3000',
    '127.0.0.1',
    '127.0.0.1:8003',
    '192.168.1.20:3000',
    '203.0.113.7',
    '[::1]',
    '[::1]:3000',
    '[2001:DB8::7]:80',
    '[fe80::1%25eth0]:80',
    'data.example.com',
    'DATA.example.com.:443',
    'a.lab.example.com',
    'b.a.lab.example.com:1',
  ])('answers to %s', async (host) => {
    expect(await statusOf([`Host: ${host}`])).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'evil-localhost',
    'evil.localhost',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io:3000',
    '127.1',
    '0x7f000001',
    '2130706433',
    '127.0.0.1.1',
    'xdata.example.com',
    'data.example.com.evil.example',
    'lab.example.com',
    'evillab.example.com',
    'session',
  ])('does not answer to %s, and says what to do', async (host) => {
    const before = seen.length;
    const { status, json } = await ask([`Host: ${host}`]);
    expect(status).toBe(421);
    expect(json()).toEqual({
      errors: [{ message: expect.stringContaining('ALLOWED_HOSTS'), extensions: { code: 'HOST_NOT_ALLOWED' } }],
    });
    expect(seen).toHaveLength(before);
  });

  it.each([
    ['none at all', []],
    ['an empty one', ['Host:']],
    ['two', ['Host: localhost', 'Host: localhost']],
    ['two that differ', ['Host: localhost', 'Host: evil.example']],
    ['a list', ['Host: localhost, evil.example']],
    ['a user', ['Host: evil.example@localhost']],
    ['a user before an address', ['Host: localhost@127.0.0.1']],
    ['a scheme', ['Host: http://localhost']],
    ['a path', ['Host: localhost/evil.example']],
    ['a question mark', ['Host: localhost?evil.example']],
    ['a fragment', ['Host: localhost#evil.example']],
    ['a space', ['Host: localhost evil.example']],
    ['two dots at the end', ['Host: localhost..']],
    ['a port that is no number', ['Host: localhost:evil']],
    ['a port out of range', ['Host: localhost:123456']],
    ['an open bracket', ['Host: [::1']],
    ['brackets around a name', ['Host: [localhost]']],
    ['an address without its brackets', ['Host: ::1']],
    ['an escape', ['Host: local%68ost']],
    ['letters beyond ASCII', ['Host: löcalhost']],
  ])('takes no request with a malformed Host: %s', async (_what, head) => {
    expect(await statusOf(head)).toBe(400);
  });

  it('takes none without a Host over HTTP/1.0 either, but for balancers that ask whether it is there', async () => {
    expect(await statusOf([], '/', '1.0')).toBe(400);
    for (const path of ['/livez', '/readyz?full']) {
      expect(await statusOf([], path, '1.0')).toBe(200);
      expect(await statusOf(['Host: balancer.internal'], path)).toBe(200);
      expect(seen.at(-1)).toBe(`none ${path}`); // nothing behind may trust it
    }
    expect(await statusOf(['Host: balancer.internal'], '/livez/')).toBe(421);
  });

  it('reads a whole URL as the target, and believes its host as little as the header', async () => {
    expect(await statusOf(['Host: localhost'], 'http://evil.example/a')).toBe(421);
    expect(await statusOf(['Host: evil.example'], 'http://localhost/a')).toBe(421);
    expect(await statusOf(['Host: localhost'], 'http://user@localhost/a')).toBe(400);
    expect(await statusOf(['Host: localhost'], 'http:///a')).toBe(400);
    expect(await statusOf(['Host: localhost:1'], 'HTTP://Localhost:1/a?b=c')).toBe(200);
    expect(seen.at(-1)).toBe('Localhost:1 /a?b=c');
    expect(await statusOf(['Host: localhost'], 'http://localhost?b')).toBe(200);
    expect(seen.at(-1)).toBe('localhost /?b');
    expect(await statusOf(['Host: evil.example'], 'http://evil.example/livez')).toBe(200);
    expect(seen.at(-1)).toBe('none /livez');
  });

  it('is asked under any name by who shows what no page has', async () => {
    expect(await statusOf(['Host: session:8001', `X-Secret: ${secret}`])).toBe(200);
    expect(await statusOf(['Host: session:8001', 'X-Secret: a guess'])).toBe(421);
    expect(await statusOf(['Host: a@b', `X-Secret: ${secret}`])).toBe(400);
  });

  it('judges what a trusted proxy says the host was as well, and lets it excuse nothing', async () => {
    expect(await statusOf(['Host: localhost', 'X-Forwarded-Host: evil.example'])).toBe(421);
    expect(await statusOf(['Host: localhost', 'X-Forwarded-Host: data.example.com, evil.example'])).toBe(421);
    expect(await statusOf(['Host: localhost', 'X-Forwarded-Host: data.example.com'])).toBe(200);
    expect(await statusOf(['Host: evil.example', 'X-Forwarded-Host: localhost'])).toBe(421);
    await using plain = await plainServer();
    const head = ['Host: evil.example', 'X-Forwarded-Host: localhost', 'Forwarded: host=localhost'];
    expect((await rawExchange(plain.url, ['GET / HTTP/1.1', ...head, '', ''].join('\r\n'))).status).toBe(421);
    const other = ['Host: localhost', 'X-Forwarded-Host: evil.example'];
    expect((await rawExchange(plain.url, ['GET / HTTP/1.1', ...other, '', ''].join('\r\n'))).status).toBe(200);
  });

  it('judges upgrades and every request of a connection alike', async () => {
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];
    expect(await statusOf(['Host: localhost', ...upgrade])).toBe(101);
    const refused = await ask(['Host: evil.example', ...upgrade]);
    expect([refused.status, refused.text]).toEqual([421, expect.stringContaining('ALLOWED_HOSTS')]);
    expect(await statusOf(['Host: evil.example', ...upgrade], '/livez')).toBe(421);
    const before = seen.length;
    const first = 'GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n';
    await rawExchange(server.url, `${first}GET /second HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
    expect(seen.slice(before)).toEqual(['localhost /first']);
  });

  it('tells people in words', async () => {
    const { status, text } = await ask(['Host: evil.example', 'Accept: text/html,*/*']);
    expect(status).toBe(421);
    expect(text).toMatch(/content-type: text\/plain/i);
    expect(text).toMatch(/^This server does not answer to the name evil\.example\./m);
  });
});

async function plainServer() {
  const server = await listen({
    port: 0,
    host: '127.0.0.1',
    listener: (_request, response) => void response.end('served'),
  });
  return { url: server.url, [Symbol.asyncDispose]: () => server.close(0) };
}
