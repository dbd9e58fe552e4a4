import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Cache, cacheKeys } from '@mas/kit/cache/cache';
import { createMemoryCache } from '@mas/kit/cache/memory-cache';
import { createRedisCache } from '@mas/kit/cache/redis-cache';
import { storeKinds } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testVerifier } from '@mas/kit/testing/test-tokens';
import { randomUUID } from 'node:crypto';
import { createSubgraph } from '../src/subgraph.ts';
import { createSessionClient, valueOf } from './session-client.ts';
import { type SessionFixture, startSessionFixture } from './session-fixture.ts';

describe.each(await storeKinds())('the cached active session over $name', ({ open }) => {
  let fixture: SessionFixture;

  beforeAll(async () => {
    fixture = await startSessionFixture(open);
  });
  afterAll(() => fixture.dispose());

  const cached = async (userId: string) => {
    const bytes = await fixture.cache.get(cacheKeys.activeSession(userId));
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const cacheText = (userId: string, text: string) =>
    fixture.cache.set(cacheKeys.activeSession(userId), new TextEncoder().encode(text));

  it('is its UUID as text, under the key that other programs read', async () => {
    const person = fixture.person();
    const { id } = await valueOf(person.create('One'));
    expect(cacheKeys.activeSession(person.userId)).toBe(`session:active:user:${person.userId}`);
    expect(await cached(person.userId)).toBe(id);
  });

  it('follows each change', async () => {
    const person = fixture.person();
    const first = await valueOf(person.create('One'));
    const second = await valueOf(person.create('Two'));
    expect(await cached(person.userId)).toBe(second.id);
    await valueOf(person.activate({ id: first.id }));
    expect(await cached(person.userId)).toBe(first.id);
    await person.create('One');
    expect(await cached(person.userId)).toBe(first.id);
    await valueOf(person.remove({ id: second.id }));
    expect(await cached(person.userId)).toBe(first.id);
  });

  it('comes back from the database when its key has vanished', async () => {
    const person = fixture.person();
    const { id } = await valueOf(person.create('One'));
    await fixture.cache.delete(cacheKeys.activeSession(person.userId));
    expect(await valueOf(person.active())).toMatchObject({ id, title: 'One' });
    expect(await cached(person.userId)).toBe(id);
  });

  it('is not believed when it is wrong, and is put right', async () => {
    const [person, other] = [fixture.person(), fixture.person()];
    const inactive = await valueOf(person.create('Inactive'));
    const { id } = await valueOf(person.create('Active'));
    const foreign = await valueOf(other.create('Foreign'));
    for (const wrong of [inactive.id, foreign.id, randomUUID(), 'no uuid', '', '\0\xff']) {
      await cacheText(person.userId, wrong);
      expect(await valueOf(person.active())).toMatchObject({ id });
      expect(await cached(person.userId)).toBe(id);
    }
  });

  it('is forgotten when there is no active session', async () => {
    const person = fixture.person();
    await cacheText(person.userId, randomUUID());
    expect(await valueOf(person.active())).toBeNull();
    expect(await cached(person.userId)).toBeUndefined();
  });

  it('is not needed: without a Redis server the database answers', async () => {
    await using server = await startWith(await createRedisCache({ url: 'redis://127.0.0.1:1', logger: testLogger }));
    const { userId } = fixture.person();
    const person = createSessionClient(server.url, userId);
    const first = await valueOf(person.create('One'));
    await valueOf(person.create('Two'));
    await valueOf(person.activate({ id: first.id }));
    expect(await valueOf(person.active())).toMatchObject({ id: first.id });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('ends as the database is when a slow writer comes last', async () => {
    const memory = createMemoryCache();
    const [reached, held] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let isFirst = true;
    const slowOnce: Cache = {
      ...memory,
      async set(key, value) {
        const isHeld = isFirst;
        isFirst = false;
        if (isHeld) {
          reached.resolve(undefined);
          await held.promise;
        }
        await memory.set(key, value);
      },
    };
    await using server = await startWith(slowOnce);
    const { userId } = fixture.person();
    const person = createSessionClient(server.url, userId);
    const slow = person.create('Slow');
    await reached.promise;
    const { id } = await valueOf(person.create('Quick'));
    held.resolve(undefined);
    await valueOf(slow);
    const bytes = await memory.get(cacheKeys.activeSession(userId));
    expect(new TextDecoder().decode(bytes)).toBe(id);
  });

  async function startWith(cache: Cache) {
    const { database } = fixture;
    const server = await createSubgraph({
      database,
      cache,
      verifier: testVerifier,
      port: 0,
      host: '127.0.0.1',
      logger: testLogger,
    });
    return {
      url: server.url,
      async [Symbol.asyncDispose]() {
        await server.dispose();
        await cache.dispose();
      },
    };
  }
});
