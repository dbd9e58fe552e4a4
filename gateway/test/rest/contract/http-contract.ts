import { describe, expect, it } from '@jest/globals';
import { registerPerson, send } from '../support/rest-client.ts';

const page = 'http://localhost:3000';

export function describeHttp(base: () => string): void {
  describe('a page of another origin', () => {
    it.each([
      ['POST', '/auth/login'],
      ['GET', '/auth/me'],
      ['POST', '/sessions/active/x'],
      ['DELETE', '/sessions/x'],
      ['POST', '/files/'],
      ['GET', '/chat/stream'],
    ])('may %s %s with credentials when it is on the list', async (method, path) => {
      const preflight = await send(base(), 'OPTIONS', path, {
        headers: {
          origin: page,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization,content-type',
        },
      });
      expect([200, 204]).toContain(preflight.status);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(page);
      expect(preflight.headers.get('access-control-allow-credentials')).toBe('true');
      expect(preflight.headers.get('access-control-allow-methods')).toContain(method);
      expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
      expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');
    });

    it('sees answers and errors when it is on the list, and neither when it is not', async () => {
      const { token } = await registerPerson(base());
      for (const [origin, allowed] of [
        [page, page],
        ['http://localhost:3000.evil.example', null],
        ['null', null],
      ] as const) {
        const answer = await send(base(), 'GET', '/sessions/', { token, headers: { origin } });
        const error = await send(base(), 'GET', '/auth/me', { headers: { origin } });
        expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
        expect(error.headers.get('access-control-allow-origin')).toBe(allowed);
        expect(answer.headers.get('vary')).toBe('Origin');
      }
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
      'cannot send JSON as %s, which no browser asks about',
      async (type) => {
        const response = await fetch(`${base()}/auth/register`, {
          method: 'POST',
          headers: { 'content-type': type },
          body: '{"email": "mallory@example.com", "password": "correct horse"}',
        });
        expect(response.status).toBe(400);
        expect(await response.json()).toEqual({ detail: expect.any(String) });
      },
    );
  });

  it('takes JSON without a content type when it comes with a token', async () => {
    const { token } = await registerPerson(base());
    const body = new Blob([JSON.stringify({ title: 'untyped' })]);
    const response = await fetch(`${base()}/sessions/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    expect(response.status).toBe(200);
  });

  it.each([
    ['PUT', '/sessions/', 'GET, HEAD, POST, OPTIONS'],
    ['GET', '/auth/login', 'POST, OPTIONS'],
    ['HEAD', '/chat/stream', 'GET, OPTIONS'],
    ['POST', '/chat/history', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/sessions/active', 'GET, HEAD, DELETE, OPTIONS'],
  ])('answers 405 to %s %s and says what is allowed', async (method, path, allow) => {
    const { status, headers } = await send(base(), method, path);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allow);
  });

  it('answers HEAD as GET without the body, and OPTIONS with what is allowed', async () => {
    const { token } = await registerPerson(base());
    const get = await send(base(), 'GET', '/auth/me', { token });
    const head = await send(base(), 'HEAD', '/auth/me', { token });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    const options = await send(base(), 'OPTIONS', '/files/active/');
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, DELETE, OPTIONS']);
  });

  it.each(['', '/', '/nothing', '/auth', '/sessions//', '/sessions/active/a/b', '/files/a/b'])(
    'answers 404 in JSON at %j',
    async (path) => {
      const { status, text } = await send(base(), 'DELETE', path);
      expect([status, text]).toEqual([404, '{"detail":"Not Found"}']);
    },
  );
}
