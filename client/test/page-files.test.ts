import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type PageServerFixture, script, startPageServer } from './support/page-server-fixture.ts';
import { rawRequest } from './support/raw-request.ts';

const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const asset = '/assets/index-a1b2c3d4.js';

describe('the files of the page', () => {
  let server: PageServerFixture;
  beforeAll(async () => {
    server = await startPageServer();
  });
  afterAll(async () => server[Symbol.asyncDispose]());
  const get = (path: string, headers: Record<string, string> = {}) => rawRequest(server.url, path, { headers });

  it('bear the security headers, and the page may speak with its own server alone', async () => {
    const { headers } = await get('/', navigation);
    expect(String(headers['content-security-policy']).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "worker-src 'self' blob:",
      "frame-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "manifest-src 'self'",
      'report-uri /csp-reports',
    ]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('are good for ever where their names tell their content, and asked for again where not', async () => {
    const [page, icon, code] = await Promise.all([get('/', navigation), get('/icon.svg'), get(asset)]);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(icon.headers['cache-control']).toBe('no-cache');
    expect(code.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('are not sent again to whoever has them', async () => {
    const first = await get('/', navigation);
    const again = await get('/', { ...navigation, 'if-none-match': first.headers.etag! });
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  });

  it('are sent as small as the browser can read them', async () => {
    const brotli = await get(asset, { 'accept-encoding': 'gzip, deflate, br, zstd' });
    const gzip = await get(asset, { 'accept-encoding': 'gzip' });
    const plain = await get(asset);
    expect([brotli, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
    expect([brotli, gzip, plain].map(({ headers }) => headers.vary)).toEqual(Array(3).fill('Accept-Encoding'));
    expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
    expect(gunzipSync(gzip.body).toString()).toBe(script);
    expect(plain.body.toString()).toBe(script);
  });

  it('are whole even when a part is asked for', async () => {
    const { status, body } = await get(asset, { range: 'bytes=9-3' });
    expect([status, body.toString()]).toEqual([200, script]);
  });

  it.each(['/sessions/7', '/sign-in?next=%2F', '/a.b', '/%E0%A4%A'])('are the page itself at %s', async (path) => {
    const { status, headers, body } = await get(path, navigation);
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(body.toString()).toContain('<body>page</body>');
  });

  it.each(['/assets/index-gone.js', '/sessions/7', '/.vite/manifest.json'])(
    'are nothing at %s for who asks for no page',
    async (path) => {
      const { status, headers } = await get(path, { accept: '*/*' });
      expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
    },
  );

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '//etc/passwd',
  ])('end at their folder: %s', async (path) => expect((await get(path)).status).toBe(404));

  it('are only read', async () => {
    const { status, headers } = await rawRequest(server.url, '/', { method: 'POST', body: 'x' });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    const head = await rawRequest(server.url, asset, { method: 'HEAD' });
    expect([head.status, head.body.byteLength]).toEqual([200, 0]);
  });

  it('may vanish without taking the server with them', async () => {
    await using other = await startPageServer();
    await rawRequest(other.url, '/');
    await rm(join(other.directory, 'assets'), { recursive: true });
    await expect(rawRequest(other.url, asset)).rejects.toThrow();
    expect((await rawRequest(other.url, '/livez')).status).toBe(200);
  });

  it('say that only https is to be used where it is', async () => {
    await using known = await startPageServer({ publicUrl: 'https://data.example.org' });
    expect((await rawRequest(known.url, '/')).headers['strict-transport-security']).toMatch(/^max-age=\d+$/);
    await using behind = await startPageServer({ trustedProxies: 1 });
    const headers = { 'x-forwarded-proto': 'https' };
    expect((await rawRequest(behind.url, '/', { headers })).headers).toHaveProperty('strict-transport-security');
    expect((await get('/', headers)).headers).not.toHaveProperty('strict-transport-security');
  });
});
