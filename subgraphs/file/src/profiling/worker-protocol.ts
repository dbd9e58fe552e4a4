import { z } from 'zod';
import { datasetProfileSchema } from './dataset-profile.ts';

/** What a worker is asked. Paths are the worker's own. */
export const workerJobSchema = z.object({
  type: z.literal('profile'),
  input: z.string(),
  /** The worker's own folder: the only place that it may write to. */
  scratch: z.string(),
  parquet: z.string(),
  memoryBytes: z.number().int().positive(),
  threads: z.number().int().positive(),
});

export type WorkerJob = z.infer<typeof workerJobSchema>;

/** What it says: first that it is ready, then its answer. */
export const workerAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('ready') }),
  z.object({ outcome: z.literal('profiled'), profile: datasetProfileSchema }),
  z.object({ outcome: z.literal('unsupported'), message: z.string().max(2000) }),
  z.object({ outcome: z.literal('failed'), message: z.string() }),
]);

export type WorkerAnswer = z.infer<typeof workerAnswerSchema>;
