import { z } from 'zod';
import { number } from './results.ts';

export const regressionResult = z.object({
  n: z.number(),
  rows: z.number(),
  intercept: z.number(),
  coefficients: z.array(z.object({ column: z.string(), coefficient: number, error: number, t: number, p: number })),
  fit: z.object({ rSquared: number, adjusted: number, mse: number, rmse: number, mae: number, f: number, p: number }),
  test: z
    .object({
      n: z.number(),
      share: z.number(),
      seed: z.number(),
      isOrdered: z.boolean(),
      mse: number,
      rmse: number,
      mae: number,
      rSquared: number,
      taken: z.number(),
      available: z.number(),
    })
    .nullable(),
  alpha: z.number(),
  shown: z.number(),
  predictions: z.array(z.object({ at: z.number(), value: number })).optional(),
});

export type RegressionResult = z.infer<typeof regressionResult>;
