import type { RunJob, RunQueue, RunQueueLimits } from './run-queue.ts';

/** A queue in this process. Users take turns: whoever asks a hundred questions keeps nobody waiting but themselves. */
export function createMemoryRunQueue(limits: RunQueueLimits): RunQueue {
  /** In the order of the users' turns. */
  const waiting = new Map<string, RunJob[]>();
  const running = new Map<string, { readonly job: RunJob; readonly done: Promise<void> }>();
  let handle: ((job: RunJob) => Promise<void>) | undefined;

  const runningOf = (userId: string) => [...running.values()].filter(({ job }) => job.userId === userId).length;
  const takeNext = (): RunJob | undefined => {
    for (const [userId, jobs] of waiting) {
      if (runningOf(userId) >= limits.concurrencyPerUser) continue;
      const [job, ...rest] = jobs;
      waiting.delete(userId);
      if (rest.length > 0) waiting.set(userId, rest);
      return job;
    }
    return undefined;
  };
  const startJobs = (): void => {
    while (handle !== undefined && running.size < limits.concurrency) {
      const job = takeNext();
      if (job === undefined) return;
      const finish = () => {
        running.delete(job.runId);
        startJobs();
      };
      running.set(job.runId, { job, done: handle(job).then(finish, finish) });
    }
  };
  const held = () => [...running.keys(), ...[...waiting.values()].flatMap((jobs) => jobs.map(({ runId }) => runId))];
  return {
    start(newHandle) {
      handle = newHandle;
      startJobs();
    },
    enqueue(job) {
      if (!held().includes(job.runId)) waiting.set(job.userId, [...(waiting.get(job.userId) ?? []), job]);
      startJobs();
      return Promise.resolve();
    },
    remove(runId) {
      for (const [userId, jobs] of waiting) {
        const rest = jobs.filter((job) => job.runId !== runId);
        if (rest.length > 0) waiting.set(userId, rest);
        else waiting.delete(userId);
      }
      return Promise.resolve();
    },
    held,
    async dispose() {
      handle = undefined;
      waiting.clear();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
