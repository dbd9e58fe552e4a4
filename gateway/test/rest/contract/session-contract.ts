import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerPerson, send, type Person } from '../support/rest-client.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function describeSessions(base: () => string): void {
  let person: Person;
  const create = (title: string) => person.send('POST', '/sessions/', { json: { title } });

  beforeEach(async () => {
    person = await registerPerson(base());
  });

  describe('POST /sessions/', () => {
    it.each(['/sessions', '/sessions/'])('makes an active session at %s', async (path) => {
      const { status, body } = await person.send('POST', path, { json: { title: 'Größe 😀' } });
      expect(status).toBe(200);
      expect(Object.keys(body as object)).toEqual(['id', 'user_id', 'title', 'active', 'created_at']);
      expect(body).toEqual({
        id: expect.stringMatching(uuid),
        user_id: person.userId,
        title: 'Größe 😀',
        active: true,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      });
    });

    it('takes the activity from the session that had it', async () => {
      await create('first');
      await create('second');
      const { body } = await person.send('GET', '/sessions/');
      expect(body).toMatchObject([
        { title: 'second', active: true },
        { title: 'first', active: false },
      ]);
    });

    it('answers 409 for a title that the user has', async () => {
      await create('twice');
      expect(await create('twice')).toMatchObject({ status: 409, body: { detail: expect.any(String) } });
    });

    it.each([
      [{}, '[{"type":"missing","loc":["body","title"],"msg":"Field required"}]'],
      [
        { title: '' },
        '[{"type":"string_too_short","loc":["body","title"],"msg":"String should have at least 1 character"}]',
      ],
      [{ title: 5 }, '[{"type":"string_type","loc":["body","title"],"msg":"Input should be a valid string"}]'],
    ])('answers 422 for %j', async (json, detail) => {
      const { status, text } = await person.send('POST', '/sessions/', { json });
      expect(status).toBe(422);
      expect(text).toBe(`{"detail":${detail}}`);
    });

    it.each(['x'.repeat(201), '   '])('answers 422 for a title that the graph refuses', async (title) => {
      const { status, body } = await create(title);
      expect(status).toBe(422);
      expect(body).toMatchObject({
        detail: [{ type: 'value_error', loc: ['body', 'title'], msg: expect.any(String) }],
      });
    });
  });

  describe('GET /sessions/', () => {
    it.each(['/sessions', '/sessions/'])('gives an array at %s', async (path) => {
      expect(await person.send('GET', path)).toMatchObject({ status: 200, body: [] });
    });

    it("shows nobody else's", async () => {
      await create('mine');
      const other = await registerPerson(base());
      expect((await other.send('GET', '/sessions/')).body).toEqual([]);
    });
  });

  describe('GET /sessions/active', () => {
    it.each(['/sessions/active', '/sessions/active/'])('gives the id as a bare string at %s', async (path) => {
      const { id } = (await create('active one')).body as { id: string }; // asserted above
      const { status, text } = await person.send('GET', path);
      expect(status).toBe(200);
      expect(text).toBe(`"${id}"`);
    });

    it('answers 404 when there is none', async () => {
      expect(await person.send('GET', '/sessions/active')).toMatchObject({
        status: 404,
        body: { detail: expect.any(String) },
      });
    });
  });

  describe('POST /sessions/active/{title}', () => {
    it.each(['plain', 'with space', 'a/b', 'ünïcødé 😀', 'per%cent', 'q?a=b&c', 'plus+sign', "it's"])(
      'activates the session %j',
      async (title) => {
        await create(title);
        await create('another');
        for (const slash of ['', '/']) {
          const { status, text } = await person.send('POST', `/sessions/active/${encodeURIComponent(title)}${slash}`);
          expect(status).toBe(200);
          const detail = JSON.stringify(`'${title}' set as active session for user_id=${person.userId}`);
          expect(text).toBe(`{"detail":${detail}}`);
        }
        const { body } = await person.send('GET', '/sessions/');
        expect(body).toContainEqual(expect.objectContaining({ title, active: true }));
      },
    );

    it('answers 404 for a title that the user has not', async () => {
      const other = await registerPerson(base());
      await other.send('POST', '/sessions/', { json: { title: 'theirs' } });
      expect((await person.send('POST', '/sessions/active/theirs')).status).toBe(404);
    });

    it('answers 422 for a title that is badly encoded', async () => {
      const { status, text } = await person.send('POST', '/sessions/active/%ff');
      expect(status).toBe(422);
      expect(text).toBe(
        '{"detail":[{"type":"string_unicode","loc":["path","title"],"msg":"Input should be a valid string, unable to parse raw data as a unicode string"}]}',
      );
    });
  });

  describe('DELETE /sessions/{title}', () => {
    it.each(['old', 'a/b', 'active', '😀'])('deletes the session %j', async (title) => {
      await create(title);
      await create('newer');
      const { status, text } = await person.send('DELETE', `/sessions/${encodeURIComponent(title)}/`);
      expect(status).toBe(200);
      expect(text).toBe('{"detail":"Session deleted successfully"}');
      expect((await person.send('GET', '/sessions/')).body).toHaveLength(1);
      expect((await person.send('DELETE', `/sessions/${encodeURIComponent(title)}`)).status).toBe(404);
    });

    it('answers 400 while the session is active', async () => {
      await create('busy');
      expect(await person.send('DELETE', '/sessions/busy')).toMatchObject({
        status: 400,
        body: { detail: expect.any(String) },
      });
    });
  });

  it('answers 401 on every path without a token', async () => {
    const calls = [
      ['GET', '/sessions/'],
      ['GET', '/sessions/active'],
      ['POST', '/sessions/'],
      ['POST', '/sessions/active/x'],
      ['DELETE', '/sessions/x'],
    ] as const;
    for (const [method, path] of calls) {
      const { status, text } = await send(base(), method, path);
      expect([method, path, status, text]).toEqual([method, path, 401, '{"detail":"Not authenticated"}']);
    }
  });
}
