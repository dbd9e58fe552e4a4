/** A run that waits or is worked on. */
export interface RunJob {
  readonly runId: string;
  readonly userId: string;
}

/**
 * Which run is worked on next. The runs table is the truth: a queue may lose what it holds, and what is in it may have ended
 * since. Handling a job twice is harmless, because a run is claimed in the database before it is worked on.
 */
export interface RunQueue {
  /** From here on jobs are handed to `handle`, whose promise settles when the run is over or was let go. */
  start(handle: (job: RunJob) => Promise<void>): void;
  /** Adds a job; one that it holds already is not added again. */
  enqueue(job: RunJob): Promise<void>;
  /** Drops a waiting job. One that is worked on is not touched. */
  remove(runId: string): Promise<void>;
  /** The runs whose jobs wait or are worked on in this process. */
  held(): readonly string[];
  /** Hands out no more jobs, and resolves when those handed out are done. */
  dispose(): Promise<void>;
}

export interface RunQueueLimits {
  /** How many runs are worked on at once. */
  readonly concurrency: number;
  /** How many of them may be one user's. */
  readonly concurrencyPerUser: number;
}
