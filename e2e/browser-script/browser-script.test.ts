import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listen, type ListeningServer } from '@mas/kit/server/http-server';
import type { Browser } from 'playwright-core';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';
import { type JourneyResult, journey } from './journey.ts';

const clientOrigin = 'http://localhost:3000';
const foreignOrigins = ['http://localhost:3001', 'http://localhost', 'http://localhost.evil.example:3000'];

/** As the web client of the original calls the REST interface: from a page of its own origin, with fetch. */
((await hasChromium()) ? describe : describe.skip)('a page in Chromium', () => {
  let system: RunningStack;
  let pages: ListeningServer;
  let browser: Browser;
  beforeAll(async () => {
    pages = await listen({
      port: 0,
      host: '127.0.0.1',
      listener: (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Client</title>'),
    });
    const origins = Object.fromEntries([clientOrigin, ...foreignOrigins].map((origin) => [origin, pages.port]));
    [system, browser] = await Promise.all([startStack(), launchChromium({ origins })]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await system[Symbol.asyncDispose]();
    await pages.close(0);
  }, 60_000);

  const base = () => `${system.gatewayUrl}/api/v1/gateway`;
  const openPage = async (origin: string) => {
    const page = await browser.newPage();
    await page.goto(`${origin}/`);
    return page;
  };

  it('goes the whole journey from http://localhost:3000, with preflights and credentials', async () => {
    const page = await openPage(clientOrigin);
    expect(await page.evaluate('location.origin')).toBe(clientOrigin);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    const preflights: string[] = [];
    devtools.on('Network.requestWillBeSent', ({ initiator, request }) => {
      if (initiator.type === 'preflight') preflights.push(new URL(request.url).pathname);
    });

    const result: JourneyResult = await page.evaluate(journey, base());

    expect(result).toMatchObject({
      register: { detail: 'User registered successfully' },
      login: { token_type: 'bearer', expires_in: 3600 },
      session: { title: 'Größe', active: true },
      file: { file_name: 'sales', description: 'Sold in January' },
    });
    expect(result.writes).toBeGreaterThan(1);
    expect(result.frames.at(-1)).toMatch(/^data: \{"type": "done", "data": \{"status": "succeeded"/);
    for (const frame of result.frames) expect(frame).toMatch(/^data: \{"type": "[a-z]+", "data": [^\n]+\}$/);
    const streamed = result.frames.filter((frame) => !frame.includes('"type": "ping"'));
    expect(result.history).toEqual([{ question: result.question, answer: streamed.map((frame) => `${frame}\n\n`) }]);
    expect(result.images).toEqual([{ type: 'image/png', size: expect.any(Number) }]);
    expect(preflights).toEqual(
      expect.arrayContaining(
        ['/auth/register', '/sessions/', '/files/', '/chat/stream'].map((path) => `/api/v1/gateway${path}`),
      ),
    );
    await page.context().close();
  }, 90_000);

  it.each(foreignOrigins)(
    'of %s is refused by CORS, whatever it sends',
    async (origin) => {
      const page = await openPage(origin);
      const console: string[] = [];
      page.on('console', (message) => console.push(message.text()));
      const outcomes = await page.evaluate(async (url) => {
        const form = new URLSearchParams({ username: 'ada@example.com', password: 'correct horse' });
        const calls: [string, RequestInit][] = [
          ['/auth/login', { method: 'POST', body: form, credentials: 'include' }],
          ['/auth/me', { headers: { Authorization: 'bearer x' }, credentials: 'include' }],
          ['/sessions/', { credentials: 'include' }],
          ['/sessions/x', { method: 'DELETE' }],
        ];
        return Promise.all(
          calls.map(([path, init]) =>
            fetch(url + path, init).then(
              ({ status }) => String(status),
              (error: unknown) => String(error),
            ),
          ),
        );
      }, base());
      expect(outcomes).toEqual(Array(4).fill('TypeError: Failed to fetch'));
      expect(
        console.filter((line) => line.includes(`from origin '${origin}' has been blocked by CORS policy`)),
      ).toHaveLength(4);
      await page.context().close();
    },
    60_000,
  );
});
