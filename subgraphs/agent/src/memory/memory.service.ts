import { type Cache, cacheKeys } from '@mas/kit/cache/cache';
import type { MemorySummaries } from '../analyst/analyst.ts';
import type { AgentMemoryRepository, StoredMemory } from '../db/agent-memory.repository.ts';
import {
  type AgentMemory,
  continueConversation,
  type ConversationMessage,
  emptyMemory,
  type KeptVariables,
  type MemoryKey,
} from './agent-memory.ts';
import { type CachedMemory, decodeCached, encodeCached } from './memory-encoding.ts';

/** Memory of sessions' work on files: read from the cache first, always kept in the database. */
export interface MemoryService {
  load(key: MemoryKey): Promise<AgentMemory>;
  /** Adds an exchange, and replaces the summaries and the variables where new ones are given. */
  remember(key: MemoryKey, exchange: RememberedExchange): Promise<void>;
  /** Sees to it that what the cache holds is in the database. @returns whether anything is remembered. */
  persist(key: MemoryKey): Promise<boolean>;
  clear(key: MemoryKey): Promise<void>;
}

export interface RememberedExchange {
  readonly messages: readonly ConversationMessage[];
  readonly summaries?: MemorySummaries;
  readonly variables?: KeptVariables;
}

export interface MemoryServiceDependencies {
  readonly cache: Cache;
  readonly memories: AgentMemoryRepository;
}

export function createMemoryService({ cache, memories }: MemoryServiceDependencies): MemoryService {
  const cacheKey = ({ sessionId, fileName }: MemoryKey) => cacheKeys.agentMemory(sessionId, fileName);
  const readCache = async (key: MemoryKey): Promise<CachedMemory | undefined> => {
    const bytes = await cache.get(cacheKey(key));
    return bytes === undefined ? undefined : decodeCached(key.userId, bytes);
  };
  const writeCache = (key: MemoryKey, { memory, updatedAt }: StoredMemory) =>
    cache.set(cacheKey(key), encodeCached(key.userId, memory, updatedAt));
  const change = async (
    key: MemoryKey,
    changeMemory: (stored: StoredMemory | undefined) => AgentMemory | undefined,
  ): Promise<void> => {
    try {
      await memories.change(key, changeMemory, (stored) => writeCache(key, stored));
    } catch (error) {
      await cache.delete(cacheKey(key)); // it may hold what was not committed
      throw error;
    }
  };
  return {
    async load(key) {
      const cached = await readCache(key);
      if (cached !== undefined && !cached.isWithoutBytes) return cached.memory;
      const stored = await memories.find(key);
      if (stored !== undefined) await writeCache(key, stored);
      return stored?.memory ?? emptyMemory;
    },
    remember: (key, { messages, summaries, variables }) =>
      change(key, (stored) => {
        const memory = stored?.memory ?? emptyMemory;
        return {
          summaries: summaries ?? memory.summaries,
          conversation: continueConversation(memory.conversation, messages),
          variables: variables ?? memory.variables,
        };
      }),
    async persist(key) {
      const cached = await readCache(key);
      let isThere = false;
      await change(key, (stored) => {
        isThere = stored !== undefined || cached !== undefined;
        const isNewer = cached !== undefined && cached.updatedAt > (stored?.updatedAt ?? 0);
        if (!isNewer) return undefined;
        const variables = cached.isWithoutBytes ? stored?.memory.variables : undefined;
        return { ...cached.memory, ...(variables && { variables }) };
      });
      return isThere;
    },
    async clear(key) {
      await memories.delete(key);
      await cache.delete(cacheKey(key));
    },
  };
}
