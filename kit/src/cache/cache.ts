/**
 * A cache in front of the database, never the only copy: any key can vanish at any time. A store that is down reads as
 * empty and takes no writes; callers go on with the database.
 */
export interface Cache {
  /** Reading a key starts its time to live again. */
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
  /** Fields of a hash, or nothing where there is no such key. */
  getHash(key: string): Promise<Readonly<Record<string, string>> | undefined>;
  setHash(key: string, fields: Readonly<Record<string, string>>): Promise<void>;
  delete(...keys: readonly string[]): Promise<void>;
  /** What the store is, for people: `memory`, `Redis 7.0.15`. */
  describe(): Promise<string>;
  /** @throws Error when the store cannot be reached. */
  ping(): Promise<void>;
  dispose(): Promise<void>;
}

/** How long a key lives after it was last read or written. */
export const cacheLifetimeSeconds = 3600;

/** Every key that is in use, in one place: other programs read them. */
export const cacheKeys = {
  activeSession: (userId: string) => `session:active:user:${userId}`,
  activeFile: (userId: string, sessionId: string) => `active_file:user${userId}:session:${sessionId}`,
  /** What counts failed sign-ins, and registrations, by a kind of key; the key itself follows behind a colon. */
  signInFailures: (by: string) => `sign_in_failures:${by}`,
  registrations: (by: string) => `registrations:${by}`,
  agentMemory: (sessionId: string, fileName: string) => `agent_memory:session:${sessionId}:file:${fileName}`,
};
