import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds } from '@mas/kit/testing/stores';
import { randomUUID } from 'node:crypto';
import { valueOf } from './session-client.ts';
import { type SessionFixture, startSessionFixture } from './session-fixture.ts';

describe.each(await storeKinds())('sessions over $name', ({ open }) => {
  let fixture: SessionFixture;

  beforeAll(async () => {
    fixture = await startSessionFixture(open);
  });
  afterAll(() => fixture.dispose());

  it('makes a session the active one when it is created, and the one before no longer', async () => {
    const person = fixture.person();
    const first = await valueOf(person.create('First'));
    expect(first).toMatchObject({ title: 'First', active: true, user: { id: person.userId } });
    const second = await valueOf(person.create('Second'));
    expect(await valueOf(person.active())).toMatchObject({ id: second.id, active: true });
    expect(await valueOf(person.find(first.id))).toMatchObject({ id: first.id, active: false });
  });

  it('has no active session for who never made one', async () => {
    expect(await valueOf(fixture.person().active())).toBeNull();
  });

  it('activates by id and by title, and changes updatedAt of what it changed alone', async () => {
    const person = fixture.person();
    const first = await valueOf(person.create('Q3 / Überblick'));
    const second = await valueOf(person.create('Second'));
    const byTitle = await valueOf(person.activate({ title: ' Q3 / U\u0308berblick ' }));
    expect(byTitle).toMatchObject({ id: first.id, active: true });
    expect(Date.parse(byTitle.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt));
    const byId = await valueOf(person.activate({ id: second.id, title: null }));
    expect(byId).toMatchObject({ id: second.id, active: true });
    expect(await valueOf(person.activate({ id: second.id }))).toEqual(byId);
    expect(await valueOf(person.find(first.id))).toMatchObject({ active: false, createdAt: first.createdAt });
  });

  it('takes exactly one of id and title', async () => {
    const person = fixture.person();
    const { id, title } = await valueOf(person.create('Only'));
    const refused = { code: 'BAD_USER_INPUT' };
    expect(await person.activate({})).toEqual(refused);
    expect(await person.activate({ id, title })).toEqual(refused);
    expect(await person.remove({ id: null, title: null })).toEqual(refused);
    expect(await person.remove({ id, title })).toEqual(refused);
  });

  it('renames, and keeps a title that is given again', async () => {
    const person = fixture.person();
    const { id } = await valueOf(person.create('Before'));
    expect(await valueOf(person.rename(id, ' After '))).toMatchObject({ id, title: 'After', active: true });
    expect(await valueOf(person.rename(id, 'After'))).toMatchObject({ title: 'After' });
    expect(await valueOf(person.create('Before'))).toMatchObject({ title: 'Before' });
  });

  it('refuses a title that the owner already uses, and lets another have it', async () => {
    const [person, other] = [fixture.person(), fixture.person()];
    const kept = await valueOf(person.create('Café'));
    const conflict = { code: 'CONFLICT', field: 'title' };
    expect(await person.create(' Cafe\u0301')).toEqual(conflict);
    expect(await valueOf(person.active())).toMatchObject({ id: kept.id });
    const { id } = await valueOf(person.create('Another'));
    expect(await person.rename(id, 'Café')).toEqual(conflict);
    expect(await valueOf(other.create('Café'))).toMatchObject({ title: 'Café' });
  });

  it.each([
    ['nothing but blanks', ' \t\u00a0'],
    ['201 characters', '😀'.repeat(201)],
    ['a NUL character', 'a\0b'],
    ['a lone surrogate', 'a\ud800'],
  ])('refuses a title of %s', async (_what, title) => {
    const person = fixture.person();
    const { id } = await valueOf(person.create('Good'));
    const refused = { code: 'BAD_USER_INPUT', field: 'title' };
    expect(await person.create(title)).toEqual(refused);
    expect(await person.rename(id, title)).toEqual(refused);
  });

  it.each(['😀'.repeat(200), 'x', 'a/b?c#d%2F', '会话 ١٢٣', `'; drop table sessions; --`, '?', ':id'])(
    'keeps the title %j as it is',
    async (title) => {
      const person = fixture.person();
      const { id } = await valueOf(person.create(title));
      await valueOf(person.create('next'));
      expect(await valueOf(person.find(id))).toMatchObject({ title });
      expect(await valueOf(person.activate({ title }))).toMatchObject({ id });
    },
  );

  it('keeps of a title what people see, and finds it by what they saw or sent', async () => {
    const person = fixture.person();
    const sent = '\u200bsales\u202evsc.\u{e0041}exe \u3164';
    const { id, title } = await valueOf(person.create(sent));
    expect(title).toBe('salesvsc.exe');
    expect(await person.create('salesvsc.exe')).toEqual({ code: 'CONFLICT', field: 'title' });
    await valueOf(person.create('next'));
    expect(await valueOf(person.activate({ title: sent }))).toMatchObject({ id });
    expect(await valueOf(person.rename(id, 'two\nlines\x1b[2J'))).toMatchObject({ title: 'two lines[2J' });
    expect(await person.create('\u202e\u3164\u2800')).toEqual({ code: 'BAD_USER_INPUT', field: 'title' });
  });

  it.each(['می\u200cخواهم', 'क्\u200dष', '👩\u200d🚀 ❤\ufe0f\u200d🔥'])('keeps joiners that join: %j', async (title) => {
    expect(await valueOf(fixture.person().create(title))).toMatchObject({ title });
  });

  it('deletes by id and by title, but never the active session', async () => {
    const person = fixture.person();
    const [first, second, third] = [
      await valueOf(person.create('First')),
      await valueOf(person.create('Second')),
      await valueOf(person.create('Third')),
    ];
    expect(await person.remove({ id: third.id })).toEqual({ code: 'FAILED_PRECONDITION' });
    expect(await person.remove({ title: 'Third' })).toEqual({ code: 'FAILED_PRECONDITION' });
    expect(await valueOf(person.remove({ id: first.id }))).toBe(first.id);
    expect(await valueOf(person.remove({ title: 'Second' }))).toBe(second.id);
    expect(await person.remove({ id: first.id })).toEqual({ code: 'NOT_FOUND' });
    expect(await person.find(first.id)).toEqual({ code: 'NOT_FOUND' });
  });

  it("says the same of another's session, an unknown id and what is no id", async () => {
    const [owner, other] = [fixture.person(), fixture.person()];
    const { id, title } = await valueOf(owner.create('Private'));
    await valueOf(other.create('Own'));
    for (const strange of [id, randomUUID(), 'nonsense', '', `{${id}}`, "' or true --", '\0']) {
      const outcomes = await Promise.all([
        other.find(strange),
        other.reference(strange),
        other.activate({ id: strange }),
        other.rename(strange, 'Mine'),
        other.remove({ id: strange }),
      ]);
      expect(outcomes).toEqual(Array(5).fill({ code: 'NOT_FOUND' }));
    }
    expect(await other.activate({ title })).toEqual({ code: 'NOT_FOUND' });
    expect(await other.remove({ title })).toEqual({ code: 'NOT_FOUND' });
    expect(await valueOf(owner.find(id))).toMatchObject({ title, active: true });
    expect(await valueOf(owner.reference(id))).toEqual([{ title }]);
  });

  it('resolves no other user by reference', async () => {
    const [owner, other] = [fixture.person(), fixture.person()];
    await valueOf(owner.create('Private'));
    expect(await other.active(owner.userId)).toEqual({ code: 'NOT_FOUND' });
    expect(await other.list({}, owner.userId)).toEqual({ code: 'NOT_FOUND' });
  });

  it('refuses the anonymous everywhere', async () => {
    for (const query of [
      '{ session(id: "x") { id } }',
      'mutation { createSession(title: "x") { id } }',
      'mutation { activateSession(title: "x") { id } }',
      'mutation { renameSession(id: "x", title: "x") { id } }',
      'mutation { deleteSession(title: "x") }',
      '{ _entities(representations: [{ __typename: "User", id: "1" }]) { ... on User { sessions { totalCount } } } }',
      '{ _entities(representations: [{ __typename: "Session", id: "1" }]) { ... on Session { title } } }',
    ]) {
      const { errors } = await requestGraphql(fixture.url, { query });
      expect(errors.map((error) => error.extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
    }
  });

  it('answers health checks', async () => {
    expect((await fetch(`${fixture.url}/livez`)).status).toBe(200);
    expect(await (await fetch(`${fixture.url}/readyz`)).json()).toMatchObject({ checks: { database: { ok: true } } });
  });
});
