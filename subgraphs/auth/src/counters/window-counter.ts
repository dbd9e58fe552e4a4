/** Counts by key, in windows: the first of a key opens one, and at its end the key is forgotten. */
export interface WindowCounter {
  /** Nothing while no window is open. */
  read(key: string): Promise<OpenWindow | undefined>;
  /** Gives the window as it is then: of any number of calls at once, each gets a count of its own. */
  add(key: string): Promise<OpenWindow>;
  /** Undoes one `add`. */
  takeBack(key: string): Promise<void>;
  clear(key: string): Promise<void>;
}

export interface OpenWindow {
  readonly count: number;
  readonly endsInMs: number;
}

export interface WindowCounters {
  /** @param name of what is counted, before each key in the store. */
  open(name: string, windowSeconds: number): WindowCounter;
  dispose(): Promise<void>;
}
