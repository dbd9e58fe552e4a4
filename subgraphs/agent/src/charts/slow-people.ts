/** Remembers for a while whose charts took too long. */
export interface SlowPeople {
  add(userId: string): void;
  has(userId: string): boolean;
}

export interface SlowPeopleOptions {
  readonly rememberedMs: number;
  /** The one that was added first is forgotten when there are more. */
  readonly maxPeople: number;
}

export function createSlowPeople({ rememberedMs, maxPeople }: SlowPeopleOptions): SlowPeople {
  const until = new Map<string, number>();
  return {
    add(userId) {
      until.delete(userId);
      until.set(userId, performance.now() + rememberedMs);
      const [first] = until.keys();
      if (until.size > maxPeople && first !== undefined) until.delete(first);
    },
    has: (userId) => (until.get(userId) ?? 0) > performance.now(),
  };
}
