import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cacheKeys } from '@mas/kit/cache/cache';
import { storeKinds } from '@mas/kit/testing/stores';
import { type SessionAnswer, valueOf } from './session-client.ts';
import { type SessionFixture, startSessionFixture } from './session-fixture.ts';

describe.each(await storeKinds())('sessions changed at once, over $name', ({ open }) => {
  let fixture: SessionFixture;

  beforeAll(async () => {
    fixture = await startSessionFixture(open);
  });
  afterAll(() => fixture.dispose());

  const activeIds = async (userId: string) => {
    const rows = await fixture.database
      .fork()
      .execute<{ id: string }[]>('select id from sessions where user_id = ? and active', [Number(userId)]);
    return rows.map(({ id }) => id);
  };
  const cachedId = async (userId: string) =>
    new TextDecoder().decode(await fixture.cache.get(cacheKeys.activeSession(userId)));

  it('makes every one of twenty sessions, exactly one of them active, and caches that one', async () => {
    const person = fixture.person();
    const titles = Array.from({ length: 20 }, (_, index) => `Session ${index}`);
    const created = await Promise.all(titles.map((title) => valueOf(person.create(title))));
    expect(new Set(created.map(({ id }) => id)).size).toBe(20);
    const page = await valueOf(person.list({ first: 500 }));
    expect(page.nodes.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());
    const active = await activeIds(person.userId);
    expect(active).toEqual([page.nodes[0]!.id]);
    expect(await cachedId(person.userId)).toBe(active[0]);
  });

  it('gives a title to one of ten that ask for it', async () => {
    const person = fixture.person();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => person.create('Wanted')));
    expect(outcomes.filter((outcome) => 'value' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'code' in outcome)).toEqual(
      Array(9).fill({ code: 'CONFLICT', field: 'title' }),
    );
    expect(await activeIds(person.userId)).toHaveLength(1);
  });

  it('keeps exactly one active, and cached, while many are activated', async () => {
    const person = fixture.person();
    const sessions: SessionAnswer[] = [];
    for (let index = 0; index < 5; index += 1) sessions.push(await valueOf(person.create(`S${index}`)));
    const calls = Array.from({ length: 25 }, (_, index) => valueOf(person.activate({ id: sessions[index % 5]!.id })));
    await Promise.all(calls);
    const active = await activeIds(person.userId);
    expect(active).toHaveLength(1);
    expect(await cachedId(person.userId)).toBe(active[0]);
  });

  it('never deletes the active one, whether activation or deletion comes first', async () => {
    const person = fixture.person();
    for (let round = 0; round < 15; round += 1) {
      const { id } = await valueOf(person.create(`Target ${round}`));
      const other = await valueOf(person.create(`Other ${round}`));
      const [removed, activated] = await Promise.all([person.remove({ id }), person.activate({ id })]);
      const active = await activeIds(person.userId);
      if ('value' in removed) {
        expect(activated).toEqual({ code: 'NOT_FOUND' });
        expect(active).toEqual([other.id]);
      } else {
        expect(removed).toEqual({ code: 'FAILED_PRECONDITION' });
        expect(activated).toMatchObject({ value: { id, active: true } });
        expect(active).toEqual([id]);
      }
    }
  });

  it('deletes once what many delete', async () => {
    const person = fixture.person();
    const { id } = await valueOf(person.create('Once'));
    await valueOf(person.create('Stays'));
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => person.remove({ id })));
    expect(outcomes.filter((outcome) => 'value' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'code' in outcome)).toEqual(Array(5).fill({ code: 'NOT_FOUND' }));
  });

  it('holds two active sessions or two equal titles of one owner impossible in the database itself', async () => {
    const insert = 'insert into sessions (user_id, title, active) values (?, ?, true)';
    const em = fixture.database.fork();
    await em.execute(insert, [900_001, 'a']);
    await expect(em.execute(insert, [900_001, 'b'])).rejects.toThrow('sessions_user_id_active_key');
    await em.execute('update sessions set active = false where user_id = 900001');
    await expect(em.execute(insert, [900_001, 'a'])).rejects.toThrow('sessions_user_id_title_key');
  });
});
