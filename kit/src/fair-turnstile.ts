/** Lets so many work at once. Who waits is taken from each group in turn: a group of many holds up nobody of another. */
export interface FairTurnstile {
  /**
   * @throws what `room.refuse` makes when too many wait, the reason of `close`, and the signal's reason as soon as it is aborted
   *   while waiting.
   */
  pass<Result>(group: string, work: () => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** As `pass`, for work that is no single function: resolves with what gives the place back, which can be called again. */
  enter(group: string, signal?: AbortSignal): Promise<() => void>;
  /** Turns away all who wait, and all who come later. */
  close(reason: Error): void;
}

export interface FairTurnstileOptions {
  readonly places: number;
  /** How many may wait; without it, any number. */
  readonly room?: { readonly ofGroup: number; readonly inAll: number; readonly refuse: () => Error };
  /** Whether one more of the group may take a free place. @param inside how many of each group work now. */
  readonly mayEnter?: (group: string, inside: ReadonlyMap<string, number>) => boolean;
}

interface Waiting {
  readonly admit: () => void;
  readonly refuse: (reason: Error) => void;
}

export function createFairTurnstile({ places, room, mayEnter = () => true }: FairTurnstileOptions): FairTurnstile {
  /** Those who wait, by group; the group whose turn it is stands first. */
  const groups = new Map<string, Waiting[]>();
  const inside = new Map<string, number>();
  let free = places;
  let waiting = 0;
  let closed: Error | undefined;

  const count = (group: string, change: 1 | -1): void => {
    const left = (inside.get(group) ?? 0) + change;
    if (left > 0) inside.set(group, left);
    else inside.delete(group);
    free -= change;
  };
  const admitAll = (): void => {
    for (;;) {
      const next = free > 0 ? [...groups].find(([group]) => mayEnter(group, inside)) : undefined;
      if (next === undefined) return;
      const [group, queue] = next;
      const first = queue.shift();
      waiting -= 1;
      groups.delete(group);
      if (queue.length > 0) groups.set(group, queue); // behind all others
      count(group, 1);
      first?.admit();
    }
  };
  const leave = (group: string, one: Waiting): void => {
    const queue = groups.get(group) ?? [];
    const place = queue.indexOf(one);
    if (place === -1) return;
    queue.splice(place, 1);
    waiting -= 1;
    if (queue.length === 0) groups.delete(group);
  };
  const wait = (group: string, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const abort = (): void => one.refuse(signal?.reason as Error); // an Error by convention
      const stopListening = (): void => signal?.removeEventListener('abort', abort);
      const one: Waiting = {
        admit: () => {
          stopListening();
          resolve();
        },
        refuse: (reason) => {
          stopListening();
          leave(group, one);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      const queue = groups.get(group) ?? [];
      queue.push(one);
      groups.set(group, queue);
      waiting += 1;
      admitAll();
    });
  const enter = async (group: string, signal?: AbortSignal): Promise<() => void> => {
    signal?.throwIfAborted();
    if (closed) throw closed;
    const isFull = room && (waiting >= room.inAll || (groups.get(group)?.length ?? 0) >= room.ofGroup);
    if (isFull && !(free > 0 && mayEnter(group, inside))) throw room.refuse();
    await wait(group, signal);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      count(group, -1);
      admitAll();
    };
  };
  return {
    enter,
    async pass(group, work, signal) {
      const exit = await enter(group, signal);
      try {
        return await work();
      } finally {
        exit();
      }
    },
    close(reason) {
      closed = reason;
      for (const one of [...groups.values()].flat()) one.refuse(reason);
    },
  };
}
