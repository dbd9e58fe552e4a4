import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import fc from 'fast-check';
import { type SessionClient, type SessionPageAnswer, valueOf } from './session-client.ts';
import { type SessionFixture, startSessionFixture } from './session-fixture.ts';

describe.each(await storeKinds())('the list of sessions over $name', ({ open }) => {
  let fixture: SessionFixture;

  beforeAll(async () => {
    fixture = await startSessionFixture(open);
  });
  afterAll(() => fixture.dispose());

  const insert = (userId: string, title: string, createdAt: string) =>
    fixture.database
      .fork()
      .execute('insert into sessions (user_id, title, created_at) values (?, ?, ?::timestamptz)', [
        Number(userId),
        title,
        createdAt,
      ]);

  const pages = async (person: SessionClient, first: number, search?: string): Promise<SessionPageAnswer[]> => {
    const all = [await valueOf(person.list({ first, ...(search && { search }) }))];
    for (let page = all[0]!; page.pageInfo.hasNextPage; page = all.at(-1)!) {
      all.push(await valueOf(person.list({ first, after: page.pageInfo.endCursor, ...(search && { search }) })));
    }
    return all;
  };
  const titles = (all: readonly SessionPageAnswer[]) => all.flatMap(({ nodes }) => nodes.map(({ title }) => title));

  it('is empty for who has none', async () => {
    expect(await valueOf(fixture.person().list())).toEqual({
      nodes: [],
      edges: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  it('gives newest first, with cursors to go on from each', async () => {
    const person = fixture.person();
    for (const title of ['one', 'two', 'three']) await valueOf(person.create(title));
    const page = await valueOf(person.list({ first: 2 }));
    expect(page).toMatchObject({
      nodes: [{ title: 'three' }, { title: 'two' }],
      totalCount: 3,
      pageInfo: {
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: page.edges[0]!.cursor,
        endCursor: page.edges[1]!.cursor,
      },
    });
    expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
    expect(await valueOf(person.list({ after: page.edges[0]!.cursor }))).toMatchObject({
      nodes: [{ title: 'two' }, { title: 'one' }],
      totalCount: 3,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  it('passes over nothing and repeats nothing, in pages of any size, when instants are equal or a microsecond apart', async () => {
    const instant = fc.integer({ min: 0, max: 3 }).map((micros) => `2026-01-15T10:30:00.12345${micros}Z`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(instant, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 10 }),
        async (instants, first) => {
          const person = fixture.person();
          for (const [index, createdAt] of instants.entries()) await insert(person.userId, `S${index}`, createdAt);
          const all = await pages(person, first);
          const listed = titles(all);
          expect(listed.toSorted()).toEqual(instants.map((_, index) => `S${index}`).toSorted());
          const order = listed.map((title) => instants[Number(title.slice(1))]!);
          expect(order).toEqual(instants.toSorted().toReversed());
          expect(all.slice(0, -1).every(({ nodes }) => nodes.length === first)).toBe(true);
          expect(all.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(all.map((_, index) => index > 0));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('goes on where it was when the session at the cursor is deleted and newer ones come', async () => {
    const person = fixture.person();
    for (const title of ['a', 'b', 'c', 'd']) await valueOf(person.create(title));
    const { pageInfo, nodes } = await valueOf(person.list({ first: 2 }));
    await valueOf(person.remove({ id: nodes[1]!.id }));
    await valueOf(person.create('e'));
    const rest = await valueOf(person.list({ first: 2, after: pageInfo.endCursor }));
    expect(rest.nodes.map(({ title }) => title)).toEqual(['b', 'a']);
  });

  it('finds titles that hold a text, case aside, and takes wildcards for what they are', async () => {
    const person = fixture.person();
    for (const title of ['Sales Q1', 'sales q2', '100 % Ärger', 'under_score', 'back\\slash']) {
      await valueOf(person.create(title));
    }
    const search = async (text: string) => titles(await pages(person, 1, text)).toSorted();
    expect(await search('SALES')).toEqual(['Sales Q1', 'sales q2']);
    expect(await search('äRGER')).toEqual(['100 % Ärger']);
    expect(await search('%')).toEqual(['100 % Ärger']);
    expect(await search('_')).toEqual(['under_score']);
    expect(await search('\\')).toEqual(['back\\slash']);
    expect(await search('absent')).toEqual([]);
    expect((await valueOf(person.list({ first: 1, search: 'sales' }))).totalCount).toBe(2);
  });

  it("holds nothing of another's", async () => {
    const [person, other] = [fixture.person(), fixture.person()];
    await valueOf(other.create('Foreign'));
    const foreign = await valueOf(other.list());
    await valueOf(person.create('Own'));
    expect(await valueOf(person.list())).toMatchObject({ nodes: [{ title: 'Own' }], totalCount: 1 });
    const page = await valueOf(person.list({ after: foreign.pageInfo.startCursor }));
    expect(page.nodes).toEqual([]);
  });

  it.each([0, -1, 501])('refuses a page of %i', async (first) => {
    expect(await fixture.person().list({ first })).toEqual({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['nothing', ''],
    ['another shape', Buffer.from('[1,2]').toString('base64url')],
    ['an instant that is none', Buffer.from('["2026-13-45T00:00:00.000000Z","x"]').toString('base64url')],
  ])('refuses a cursor of %s', async (_what, after) => {
    expect(await fixture.person().list({ after })).toEqual({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('refuses a search for a NUL character', async () => {
    expect(await fixture.person().list({ search: 'a\0' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
