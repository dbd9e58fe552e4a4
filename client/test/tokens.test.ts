import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testVerifier } from '@mas/kit/testing/test-tokens';
import type { RunningGateway } from '../../gateway/src/gateway.ts';
import { startGateway } from '../../gateway/test/gateway-fixture.ts';
import { startToyGraph, type ToyGraph } from '../../gateway/test/toy-graph.ts';
import { startAuth, type TestAuth } from '../../subgraphs/auth/test/auth-fixture.ts';
import { type PageServerFixture, startPageServer } from './support/page-server-fixture.ts';
import { rawRequest } from './support/raw-request.ts';

const password = 'correct horse';
const kinds = await storeKinds();

interface TokenAnswer {
  readonly status: number;
  readonly body: { accessToken?: string; expiresIn?: number; user?: object; error?: { code: string; field: string } };
  /** The attributes of the cookie that was set, its value first. */
  readonly cookie: readonly string[];
}

/** A browser's page: it has a cookie store and tells its origin. */
class Page {
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  cookie = '';

  constructor(server: string, headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin' }) {
    this.server = server;
    this.headers = headers;
  }

  async post(path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
    const answer = await rawRequest(this.server, `/auth/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...this.headers,
        ...(this.cookie !== '' && { cookie: `other=1; ${this.cookie}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const cookie = answer.headers['set-cookie']?.[0]?.split('; ') ?? [];
    if (cookie[0] !== undefined) this.cookie = cookie[0].endsWith('=') ? '' : cookie[0];
    const text = answer.body.toString();
    expect(text).not.toContain('refreshToken');
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as TokenAnswer['body'], cookie };
  }
}

describe('the token handler', () => {
  let stores: TestStores;
  let auth: TestAuth;
  let toy: ToyGraph;
  let gateway: RunningGateway;
  let server: PageServerFixture;
  beforeAll(async () => {
    stores = await kinds.at(-1)!.open();
    auth = await startAuth(stores);
    toy = await startToyGraph();
    gateway = await startGateway(toy, { verifier: testVerifier, routes: { auth: `${auth.url}/graphql` } });
    server = await startPageServer({ gatewayUrl: gateway.url });
  }, 60_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await gateway.dispose();
    await toy[Symbol.asyncDispose]();
    await auth[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  });

  const newPage = async (): Promise<{ page: Page; email: string; accessToken: string }> => {
    const page = new Page(server.url);
    const email = `${randomUUID()}@example.org`;
    const { status, body } = await page.post('register', { email, password });
    expect(status).toBe(200);
    return { page, email, accessToken: body.accessToken! };
  };
  const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token ?? ''}` });

  it('registers: the page gets the access token, the cookie store the other one', async () => {
    const page = new Page(server.url);
    const email = `${randomUUID()}@example.org`;
    const { status, body, cookie } = await page.post('register', { email, password });
    expect([status, Object.keys(body).toSorted()]).toEqual([200, ['accessToken', 'expiresIn', 'user']]);
    expect(body).toMatchObject({ expiresIn: 3600, user: { id: expect.any(String), email } });
    expect(cookie).toEqual([
      expect.stringMatching(/^mas_refresh=[\w-]{43}$/),
      'HttpOnly',
      'SameSite=Strict',
      'Path=/auth',
      expect.stringMatching(/^Max-Age=\d{6,}$/),
    ]);
  });

  it('sends the cookie over https alone where the page is served over https', async () => {
    await using secure = await startPageServer({ gatewayUrl: gateway.url, publicUrl: 'https://data.example.org' });
    const page = new Page(secure.url);
    const { cookie } = await page.post('register', { email: `${randomUUID()}@example.org`, password });
    expect(cookie).toEqual([
      expect.stringMatching(/^__Host-mas_refresh=[\w-]{43}$/),
      'HttpOnly',
      'SameSite=Strict',
      'Path=/',
      expect.stringMatching(/^Max-Age=\d{6,}$/),
      'Secure',
    ]);
    expect((await page.post('refresh')).status).toBe(200);
  });

  it('takes no sign-in that another host of the domain has put beside its own', async () => {
    await using secure = await startPageServer({ gatewayUrl: gateway.url, publicUrl: 'https://data.example.org' });
    const { page: stranger } = await newPage(); // over http, so that the cookie is one that any host can set
    const page = new Page(secure.url);
    const { body } = await page.post('register', { email: `${randomUUID()}@example.org`, password });
    page.cookie = `${stranger.cookie}; ${page.cookie}`;
    expect((await page.post('refresh')).body.user).toEqual(body.user);
    page.cookie = stranger.cookie;
    expect((await page.post('refresh')).status).toBe(204);
  });

  it('signs in, and says what is wrong by code and field', async () => {
    const { email } = await newPage();
    const page = new Page(server.url);
    expect(await page.post('login', { email, password: 'wrong horse' })).toMatchObject({
      status: 401,
      body: { error: { code: 'UNAUTHENTICATED' } },
      cookie: [],
    });
    expect(await page.post('login', { email, password })).toMatchObject({ status: 200, body: { user: { email } } });
    expect(await page.post('register', { email, password })).toMatchObject({ body: { error: { code: 'CONFLICT' } } });
    expect(await page.post('register', { email: 'no address', password })).toMatchObject({
      status: 422,
      body: { error: { code: 'BAD_USER_INPUT', field: 'email', message: expect.not.stringContaining('$') } },
    });
    expect(await page.post('login', { email })).toMatchObject({
      status: 422,
      body: { error: { code: 'BAD_USER_INPUT', field: 'password' } },
    });
  });

  it('renews: a new access token, a new cookie', async () => {
    const { page, email } = await newPage();
    const before = page.cookie;
    const { status, body } = await page.post('refresh');
    expect([status, body.user]).toEqual([200, expect.objectContaining({ email })]);
    expect(page.cookie).not.toBe(before);
    expect((await page.post('refresh')).status).toBe(200);
  });

  it('gives two tabs that renew at once, or a page that reloads, the same answer', async () => {
    const { page } = await newPage();
    const tab = new Page(server.url);
    const reloaded = new Page(server.url);
    tab.cookie = reloaded.cookie = page.cookie;
    const answers = await Promise.all([page.post('refresh'), tab.post('refresh')]);
    answers.push(await reloaded.post('refresh'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ cookie }) => cookie[0])).size).toBe(1);
    expect((await page.post('refresh')).status).toBe(200);
  });

  it('says nothing when nobody is signed in, and clears a cookie that is good for nothing', async () => {
    const page = new Page(server.url);
    page.cookie = `mas_refresh=${'x'.repeat(43)}`;
    expect(await page.post('refresh')).toMatchObject({
      status: 204,
      body: {},
      cookie: ['mas_refresh=', 'HttpOnly', 'SameSite=Strict', 'Path=/auth', 'Max-Age=0'],
    });
    expect(await page.post('refresh')).toMatchObject({ status: 204 });
    expect(await new Page(server.url).post('refresh')).toMatchObject({ status: 204 });
  });

  it('keeps the cookie while the gateway or the auth service is away', async () => {
    const { page } = await newPage();
    await using alone = await startPageServer();
    const elsewhere = new Page(alone.url);
    elsewhere.cookie = page.cookie;
    expect(await elsewhere.post('refresh')).toMatchObject({
      status: 503,
      body: { error: { code: 'UNAVAILABLE', retryAfterSeconds: 2 } },
      cookie: [],
    });
    await using lonely = await startGateway(toy, { routes: { auth: 'http://127.0.0.1:1/graphql' } });
    await using half = await startPageServer({ gatewayUrl: lonely.url });
    const behind = new Page(half.url);
    behind.cookie = page.cookie;
    const { status, cookie } = await behind.post('refresh');
    expect([status, cookie]).toEqual([503, []]);
    expect((await page.post('refresh')).status).toBe(200);
  });

  it('signs out here, or everywhere, also when the access token has run out', async () => {
    const { page, email, accessToken } = await newPage();
    const other = new Page(server.url);
    await other.post('login', { email, password });
    const left = page.cookie;
    expect(await page.post('logout', {}, bearer(accessToken))).toMatchObject({
      status: 204,
      body: {},
      cookie: ['mas_refresh=', 'HttpOnly', 'SameSite=Strict', 'Path=/auth', 'Max-Age=0'],
    });
    page.cookie = left;
    expect((await page.post('refresh')).status).toBe(204);
    expect((await other.post('refresh')).status).toBe(200);

    const third = new Page(server.url);
    await third.post('login', { email, password });
    expect(await other.post('logout', { everywhere: true })).toMatchObject({ status: 204, body: {} });
    expect((await third.post('refresh')).status).toBe(204);
  });

  it('changes the password: other sign-ins end, this one goes on', async () => {
    const { page, email, accessToken } = await newPage();
    const other = new Page(server.url);
    await other.post('login', { email, password });
    const change = (currentPassword: string) =>
      page.post('password', { currentPassword, newPassword: 'battery staple' }, bearer(accessToken));
    expect(await change('wrong horse')).toMatchObject({
      status: 422,
      body: { error: { code: 'BAD_USER_INPUT', field: 'currentPassword' } },
    });
    expect(await change(password)).toMatchObject({ status: 200, body: { user: { email } } });
    expect((await page.post('refresh')).status).toBe(200);
    expect((await other.post('refresh')).status).toBe(204);
  });

  it('answers nothing but its own page', async () => {
    const { email } = await newPage();
    const credentials = { email, password };
    const host = new URL(server.url).host;
    const ask = async (headers: Record<string, string>) =>
      (await new Page(server.url, headers).post('login', credentials)).status;
    expect(await ask({ origin: `http://${host}` })).toBe(200);
    expect(await ask({})).toBe(403);
    expect(await ask({ origin: 'https://evil.example' })).toBe(403);
    expect(await ask({ origin: 'null' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site', origin: `http://${host}` })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'none' })).toBe(403);
    const own = { 'sec-fetch-site': 'same-origin' };
    expect(await ask({ ...own, 'content-type': 'text/plain' })).toBe(403);
    expect((await rawRequest(server.url, '/auth/refresh', { headers: own })).status).toBe(405);
    expect((await new Page(server.url).post('else')).status).toBe(404);
    expect((await new Page(server.url).post('constructor')).status).toBe(404);
  });

  it('takes small bodies of JSON', async () => {
    const page = new Page(server.url);
    expect(await page.post('login', '{')).toMatchObject({ status: 422, body: { error: { code: 'BAD_USER_INPUT' } } });
    expect(await page.post('login', { email: 'x'.repeat(20_000) })).toMatchObject({ status: 413 });
    expect(await page.post('login', '"text"')).toMatchObject({ status: 422 });
  });

  it('takes a sender that breaks off for no fault of its own', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = [
      'Host: localhost',
      'Sec-Fetch-Site: same-origin',
      'Content-Type: application/json',
      'Content-Length: 100',
    ];
    const id = randomUUID();
    socket.write(['POST /auth/login HTTP/1.1', ...head, `X-Request-Id: ${id}`, '', '{"email":'].join('\r\n'));
    await once(socket, 'connect');
    socket.end();
    const lines = () => server.log.filter((line) => line.includes(id));
    while (!lines().some((line) => line.includes('"status":'))) {
      await new Promise((resolve) => setImmediate(resolve)); // until it is noticed
    }
    expect(lines().filter((line) => !line.includes('"level":20'))).toEqual([]);
  });

  it('writes no token and no password into the log', async () => {
    const { page, accessToken } = await newPage();
    await page.post('refresh');
    const log = server.log.join('');
    for (const secret of [accessToken, page.cookie.split('=')[1]!, password]) expect(log).not.toContain(secret);
    expect(log).toContain('/auth/refresh');
  });
});
