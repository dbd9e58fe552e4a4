import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { testTokenSettings } from '@mas/kit/testing/test-tokens';
import { createTokenSigner } from '@mas/kit/tokens/token-signer';
import { password, registerPerson, send } from '../support/rest-client.ts';

const missing = (name: string): string => `{"type":"missing","loc":["body","${name}"],"msg":"Field required"}`;

export function describeAuth(base: () => string): void {
  const post = (path: string, request: Parameters<typeof send>[3]) => send(base(), 'POST', path, request);

  describe('POST /auth/register', () => {
    it.each(['/auth/register', '/auth/register/'])('makes an account at %s', async (path) => {
      const email = `${randomUUID()}@example.com`;
      const { status, body, headers } = await post(path, { json: { email, password } });
      expect(status).toBe(200);
      expect(body).toEqual({ detail: 'User registered successfully', user_id: expect.any(Number) });
      expect(headers.get('content-type')).toBe('application/json');
    });

    it.each([{ invitation: 'anything' }, { invitation: null }])(
      'takes %j beside them where everybody may make an account',
      async (more) => {
        const { status } = await post('/auth/register', {
          json: { email: `${randomUUID()}@example.com`, password, ...more },
        });
        expect(status).toBe(200);
      },
    );

    it('answers 422 for an invitation that is no text', async () => {
      const json = { email: `${randomUUID()}@example.com`, password, invitation: 7 };
      const { status, text } = await post('/auth/register', { json });
      expect(status).toBe(422);
      expect(text).toBe(
        '{"detail":[{"type":"string_type","loc":["body","invitation"],"msg":"Input should be a valid string"}]}',
      );
    });

    it('answers 409 for an address that has one', async () => {
      const { email } = await registerPerson(base());
      const { status, body } = await post('/auth/register', { json: { email, password } });
      expect(status).toBe(409);
      expect(body).toEqual({ detail: expect.any(String) });
    });

    it.each([
      [{}, `[${missing('email')},${missing('password')}]`],
      [{ email: 'ada@example.com' }, `[${missing('password')}]`],
      [
        { email: 'ada', password: 'short' },
        '[{"type":"value_error","loc":["body","email"],"msg":"value is not a valid email address: An email address must have an @-sign."},' +
          '{"type":"string_too_short","loc":["body","password"],"msg":"String should have at least 8 characters"}]',
      ],
      [
        { email: 1, password: null },
        '[{"type":"string_type","loc":["body","email"],"msg":"Input should be a valid string"},' +
          '{"type":"string_type","loc":["body","password"],"msg":"Input should be a valid string"}]',
      ],
      [
        [],
        '[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from"}]',
      ],
    ])('answers 422 for %j', async (json, detail) => {
      const { status, text } = await post('/auth/register', { json });
      expect(status).toBe(422);
      expect(text).toBe(`{"detail":${detail}}`);
    });

    it('answers 422 for a password of more than 72 bytes', async () => {
      const json = { email: `${randomUUID()}@example.com`, password: 'ü'.repeat(40) };
      const { status, body } = await post('/auth/register', { json });
      expect(status).toBe(422);
      expect(body).toMatchObject({ detail: [{ type: 'value_error', loc: ['body', 'password'] }] });
    });

    it('answers 422 for no body and for one that is no JSON', async () => {
      const nothing = await post('/auth/register', {});
      expect(nothing.text).toBe('{"detail":[{"type":"missing","loc":["body"],"msg":"Field required"}]}');
      const response = await fetch(`${base()}/auth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"email": x}',
      });
      expect(response.status).toBe(422);
      expect(await response.text()).toBe(
        '{"detail":[{"type":"json_invalid","loc":["body",10],"msg":"JSON decode error"}]}',
      );
    });

    it('answers 413 for a body over the limit', async () => {
      const { status, body } = await post('/auth/register', { json: { email: 'x'.repeat(2 ** 20), password } });
      expect(status).toBe(413);
      expect(body).toEqual({ detail: expect.any(String) });
    });
  });

  describe('POST /auth/login', () => {
    const grant = { grant_type: 'password', scope: '', client_id: 'x', client_secret: 'y' };

    it.each(['/auth/login', '/auth/login/'])('gives a token at %s for a form', async (path) => {
      const { email } = await registerPerson(base());
      const { status, body } = await post(path, { form: { username: email, password, ...grant } });
      expect(status).toBe(200);
      expect(body).toEqual({ access_token: expect.any(String), token_type: 'bearer', expires_in: 3600 });
    });

    it('takes a multipart form too, as FormData comes', async () => {
      const { email } = await registerPerson(base());
      const multipart = new FormData();
      multipart.append('username', email);
      multipart.append('password', password);
      expect((await post('/auth/login', { multipart })).status).toBe(200);
    });

    it('answers 401 in the same words for an unknown address and a wrong password', async () => {
      const { email } = await registerPerson(base());
      const unknown = await post('/auth/login', { form: { username: `no-${email}`, password } });
      const wrong = await post('/auth/login', { form: { username: email, password: 'wrong horse' } });
      expect([unknown.status, wrong.status]).toEqual([401, 401]);
      expect(unknown.text).toBe(wrong.text);
      expect(unknown.headers.get('www-authenticate')).toBe('Bearer');
    });

    it.each([
      [{}, `[${missing('username')},${missing('password')}]`],
      [{ username: 'ada@example.com', password: '' }, `[${missing('password')}]`],
      [
        { username: 'a', password: 'b', grant_type: 'implicit' },
        `[{"type":"string_pattern_mismatch","loc":["body","grant_type"],"msg":"String should match pattern '^password$'"}]`,
      ],
    ])('answers 422 for the form %j', async (form, detail) => {
      const { status, text } = await post('/auth/login', { form });
      expect(status).toBe(422);
      expect(text).toBe(`{"detail":${detail}}`);
    });
  });

  describe('GET /auth/me', () => {
    it.each(['/auth/me', '/auth/me/'])('tells at %s who the token belongs to', async (path) => {
      const person = await registerPerson(base());
      const { status, body } = await person.send('GET', path);
      expect(status).toBe(200);
      expect(body).toEqual({
        id: person.userId,
        email: person.email,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
    });

    it.each([undefined, 'Bearer', 'Bearer nonsense', 'Basic YTpi', 'Bearer a.b.c'])(
      'answers 401 to %s',
      async (authorization) => {
        const { status, body, headers } = await send(base(), 'GET', '/auth/me', {
          headers: authorization === undefined ? {} : { authorization },
        });
        expect(status).toBe(401);
        expect(body).toEqual({ detail: expect.any(String) });
        expect(headers.get('www-authenticate')).toBe('Bearer');
      },
    );

    it.each([
      ['an expired one', { ...testTokenSettings, lifetimeSeconds: -60 }],
      ['one of another system', { ...testTokenSettings, audience: 'another', lifetimeSeconds: 60 }],
      ['one that another key signed', { ...testTokenSettings, secret: 'x'.repeat(32), lifetimeSeconds: 60 }],
    ])('answers 401 to a token that is %s', async (_what, settings) => {
      const { userId } = await registerPerson(base());
      const { token } = await createTokenSigner(settings).sign(String(userId), randomUUID());
      const { status, body, headers } = await send(base(), 'GET', '/auth/me', { token });
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(body).toEqual({ detail: expect.any(String) });
    });

    it.each(['bearer', 'Bearer', 'BEARER'])('takes the scheme as %s', async (scheme) => {
      const { token } = await registerPerson(base());
      const { status } = await send(base(), 'GET', '/auth/me', { headers: { authorization: `${scheme} ${token}` } });
      expect(status).toBe(200);
    });
  });
}
