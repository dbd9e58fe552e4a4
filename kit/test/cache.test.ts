import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { setTimeout } from 'node:timers/promises';
import type { Cache } from '../src/cache/cache.ts';
import { createMemoryCache } from '../src/cache/memory-cache.ts';
import { createRedisCache } from '../src/cache/redis-cache.ts';
import { storeKinds, type TestStores } from '../src/testing/stores.ts';
import { testLogger } from '../src/testing/test-logger.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);

const kinds = await storeKinds();

describe.each(kinds)('a cache over $name', ({ open }) => {
  let stores: TestStores;
  let cache: Cache;
  beforeAll(async () => {
    stores = await open();
    cache = await stores.createCache();
  });
  afterAll(async () => {
    await cache.dispose();
    await stores[Symbol.asyncDispose]();
  });

  it('gives back what was set, until it is deleted', async () => {
    await cache.set('key', bytes('værdi\0'));
    expect(text(await cache.get('key'))).toBe('værdi\0');
    await cache.delete('key', 'never there');
    expect(await cache.get('key')).toBeUndefined();
  });

  it('replaces a hash as a whole', async () => {
    await cache.setHash('hash', { a: '1', b: '2' });
    await cache.setHash('hash', { c: '3' });
    expect(await cache.getHash('hash')).toEqual({ c: '3' });
    expect(await cache.getHash('no hash')).toBeUndefined();
    await cache.delete('hash');
  });

  it('answers a ping', async () => {
    await expect(cache.ping()).resolves.toBeUndefined();
  });
});

it('starts the life of a key again with each read', async () => {
  const cache = createMemoryCache({ lifetimeSeconds: 3 });
  await cache.set('read', bytes('x'));
  await cache.set('unread', bytes('x'));
  await setTimeout(2_000);
  await cache.get('read');
  await setTimeout(2_000);
  expect(await cache.get('read')).toBeDefined();
  expect(await cache.get('unread')).toBeUndefined();
});

it('reads as empty and takes no writes while Redis is down', async () => {
  const cache = await createRedisCache({ url: 'redis://127.0.0.1:1', logger: testLogger });
  await cache.set('key', bytes('x'));
  expect(await cache.get('key')).toBeUndefined();
  expect(await cache.getHash('key')).toBeUndefined();
  await expect(cache.ping()).rejects.toThrow();
  await cache.dispose();
});

const services = kinds[1];
(services === undefined ? it.skip : it)('keeps keys in Redis for an hour from the last read', async () => {
  await using stores = await services!.open();
  const cache = await stores.createCache();
  const redis = new Redis(stores.redisUrl!);
  await cache.set('key', bytes('x'));
  await redis.expire('key', 10);
  await cache.get('key');
  expect(await redis.ttl('key')).toBeGreaterThan(3590);
  await cache.delete('key');
  redis.disconnect();
  await cache.dispose();
});
