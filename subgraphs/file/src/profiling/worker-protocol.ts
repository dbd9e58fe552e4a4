import { z } from 'zod';
import { datasetProfileSchema } from './dataset-profile.ts';

/** What a worker is asked, as one line of JSON on its standard input. */
export const workerJobSchema = z.object({
  input: z.string(),
  /** The worker's own folder: the only place that it may write to. */
  scratch: z.string(),
  parquet: z.string(),
  memoryBytes: z.number().int().positive(),
  threads: z.number().int().positive(),
});

export type WorkerJob = z.infer<typeof workerJobSchema>;

/** What it answers, as one line of JSON on its third descriptor. */
export const workerAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('profiled'), profile: datasetProfileSchema }),
  z.object({ outcome: z.literal('unsupported'), message: z.string() }),
  z.object({ outcome: z.literal('failed'), message: z.string() }),
]);

export type WorkerAnswer = z.infer<typeof workerAnswerSchema>;
