/**
 * Wakes those who wait for something to happen to a run, in this process or another. The database is the truth and a signal
 * carries nothing: a lost one costs time, because those who wait also look now and then, and nothing else.
 */
export interface EventSignal {
  /** Never throws, never waits. */
  notify(topic: string): void;
  /** Calls `wake` after each notification; the result ends that. */
  listen(topic: string, wake: () => void): () => void;
  dispose(): Promise<void>;
}

export const signalTopics = {
  /** Something was added to the run's log. */
  events: (runId: string) => `run:${runId}:events`,
  /** The run's owner stopped it. */
  cancelled: (runId: string) => `run:${runId}:cancelled`,
};
