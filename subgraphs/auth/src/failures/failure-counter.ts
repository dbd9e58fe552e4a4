/** Counts what failed, by key, in windows: the first failure of a key opens one, and at its end the key is forgotten. */
export interface FailureCounter {
  /** Nothing while no window is open. */
  read(key: string): Promise<OpenWindow | undefined>;
  add(key: string): Promise<void>;
  clear(key: string): Promise<void>;
}

export interface OpenWindow {
  readonly failures: number;
  readonly endsInMs: number;
}

export interface FailureCounters {
  /** @param by what is counted by; part of the keys' names. */
  open(by: string, windowSeconds: number): FailureCounter;
  dispose(): Promise<void>;
}
