import { z } from 'zod';

export const columnTypes = ['INTEGER', 'FLOAT', 'BOOLEAN', 'DATE', 'DATETIME', 'TIME', 'TEXT'] as const;
export type ColumnType = (typeof columnTypes)[number];

const count = z.number().int().nonnegative();

export const columnProfileSchema = z.object({
  name: z.string(),
  type: z.enum(columnTypes),
  pandasType: z.string(),
  nulls: count,
  distinct: count,
  distinctIsApproximate: z.boolean(),
  min: z.string().nullable(),
  max: z.string().nullable(),
  mean: z.number().nullable(),
  standardDeviation: z.number().nullable(),
  quartiles: z.array(z.number()).length(3).nullable(),
  topValues: z.array(z.object({ value: z.string(), count })).max(20),
  histogram: z
    .array(z.object({ start: z.number(), end: z.number(), count }))
    .max(20)
    .nullable(),
});

/** What is in a dataset, as it is kept and given out. */
export const datasetProfileSchema = z.object({
  rows: count,
  columns: z.array(columnProfileSchema),
  format: z.object({ kind: z.string(), encoding: z.string(), delimiter: z.string().nullable() }),
  warnings: z.array(z.string()),
});

export type ColumnProfile = z.infer<typeof columnProfileSchema>;
export type HistogramBin = NonNullable<ColumnProfile['histogram']>[number];
export type DatasetProfile = z.infer<typeof datasetProfileSchema>;
