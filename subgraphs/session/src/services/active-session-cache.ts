import { type Cache, cacheKeys } from '@mas/kit/cache/cache';
import type { Session } from '../db/session.entity.ts';
import type { SessionRepository } from '../db/session.repository.ts';
import { isUuid } from './uuid.ts';

export interface ActiveSessionCache {
  /** Cache first, then the database; what the cache says is believed only of a session that is there and active. */
  find(userId: number): Promise<Session | null>;
  /** Call it after a change is committed: brings the cached id up to date. */
  publish(userId: number): Promise<void>;
}

export interface ActiveSessionCacheDependencies {
  readonly cache: Cache;
  readonly sessions: SessionRepository;
}

const maxRounds = 5;

/** The active session's id in the cache: the UUID as plain text, which other programs read too. */
export function createActiveSessionCache({ cache, sessions }: ActiveSessionCacheDependencies): ActiveSessionCache {
  const readCached = async (userId: number): Promise<string | undefined> => {
    const bytes = await cache.get(cacheKeys.activeSession(String(userId)));
    const text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    return isUuid(text) ? text : undefined;
  };
  /**
   * Writers race for the key after their commits. Each looks at the database once more after it wrote: whoever wrote last
   * has looked last, so the key ends as the database is.
   */
  const publish = async (userId: number): Promise<void> => {
    const key = cacheKeys.activeSession(String(userId));
    let id = await sessions.readActiveId(userId);
    for (let round = 0; round < maxRounds; round += 1) {
      await (id === undefined ? cache.delete(key) : cache.set(key, new TextEncoder().encode(id)));
      const latest = await sessions.readActiveId(userId);
      if (latest === id) return;
      id = latest;
    }
    await cache.delete(key);
  };
  return {
    async find(userId) {
      const id = await readCached(userId);
      const cached = id === undefined ? null : await sessions.find(userId, { id });
      if (cached?.active === true) return cached;
      const active = await sessions.findActive(userId);
      if (active !== null || id !== undefined) await publish(userId);
      return active;
    },
    publish,
  };
}
