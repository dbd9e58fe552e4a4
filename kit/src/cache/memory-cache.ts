import { LRUCache } from 'lru-cache';
import { cacheLifetimeSeconds, type Cache } from './cache.ts';

export interface MemoryCacheOptions {
  /** Entries; the one that was not read for the longest time goes first. */
  readonly maxEntries?: number;
  readonly lifetimeSeconds?: number;
}

type Entry = { readonly bytes: Uint8Array } | { readonly fields: Readonly<Record<string, string>> };

export function createMemoryCache(options: MemoryCacheOptions = {}): Cache {
  const { maxEntries = 10_000, lifetimeSeconds = cacheLifetimeSeconds } = options;
  const entries = new LRUCache<string, Entry>({ max: maxEntries, ttl: lifetimeSeconds * 1000, updateAgeOnGet: true });
  return {
    get(key) {
      const entry = entries.get(key);
      return Promise.resolve(entry !== undefined && 'bytes' in entry ? entry.bytes : undefined);
    },
    set(key, value) {
      entries.set(key, { bytes: value.slice() });
      return Promise.resolve();
    },
    getHash(key) {
      const entry = entries.get(key);
      return Promise.resolve(entry !== undefined && 'fields' in entry ? entry.fields : undefined);
    },
    setHash(key, fields) {
      entries.set(key, { fields: { ...fields } });
      return Promise.resolve();
    },
    delete(...keys) {
      for (const key of keys) entries.delete(key);
      return Promise.resolve();
    },
    describe: () => Promise.resolve('memory'),
    ping: () => Promise.resolve(),
    dispose() {
      entries.clear();
      return Promise.resolve();
    },
  };
}
