/** Loads by key, once a key, and all keys that are asked for in the same tick at once. */
export interface BatchLoader<Key, Value> {
  load(key: Key): Promise<Value | undefined>;
  /** Gives a value that is known already. */
  prime(key: Key, value: Value): void;
}

/** For one request: it never forgets what it loaded. */
export function createBatchLoader<Key, Value>(
  loadMany: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): BatchLoader<Key, Value> {
  const known = new Map<Key, Promise<Value | undefined>>();
  let batch: { readonly keys: Key[]; readonly values: Promise<ReadonlyMap<Key, Value>> } | undefined;

  const join = (key: Key): Promise<ReadonlyMap<Key, Value>> => {
    if (batch === undefined) {
      const keys: Key[] = [];
      const values = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        batch = undefined;
        return loadMany(keys);
      });
      batch = { keys, values };
    }
    batch.keys.push(key);
    return batch.values;
  };
  return {
    load(key) {
      const value = known.get(key) ?? join(key).then((values) => values.get(key));
      known.set(key, value);
      return value;
    },
    prime: (key, value) => void known.set(key, Promise.resolve(value)),
  };
}

/** Values by their key, several a key. */
export function groupBy<Key, Value>(
  keys: readonly Key[],
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>(keys.map((key) => [key, []]));
  for (const value of values) groups.get(keyOf(value))?.push(value);
  return groups;
}
