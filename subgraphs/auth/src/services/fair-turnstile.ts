/** Lets so many work at once. Who waits is taken from each group in turn: a group of many holds up nobody of another. */
export interface FairTurnstile {
  /** @throws what `refuse` makes when too many of the group wait, or too many in all. */
  pass<Result>(group: string, work: () => Promise<Result>): Promise<Result>;
}

export interface FairTurnstileOptions {
  readonly places: number;
  readonly maxWaitingOfGroup: number;
  readonly maxWaiting: number;
  readonly refuse: () => Error;
}

export function createFairTurnstile(options: FairTurnstileOptions): FairTurnstile {
  const { places, maxWaitingOfGroup, maxWaiting, refuse } = options;
  /** Those who wait, by group; the group whose turn it is stands first. */
  const groups = new Map<string, (() => void)[]>();
  let free = places;
  let waiting = 0;

  const enter = async (group: string): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return;
    }
    const queue = groups.get(group) ?? [];
    if (queue.length >= maxWaitingOfGroup || waiting >= maxWaiting) throw refuse();
    groups.set(group, queue);
    waiting += 1;
    await new Promise<void>((admit) => queue.push(admit));
  };
  const exit = (): void => {
    const [first] = groups;
    if (first === undefined) {
      free += 1;
      return;
    }
    const [group, queue] = first;
    const next = queue.shift();
    waiting -= 1;
    groups.delete(group);
    if (queue.length > 0) groups.set(group, queue); // behind all others
    next?.();
  };
  return {
    async pass(group, work) {
      await enter(group);
      try {
        return await work();
      } finally {
        exit();
      }
    },
  };
}
