import { visibleName } from '@mas/kit/visible-text';
import { z } from 'zod';
import type { JsonObject, JsonValue } from './sandbox.ts';

/** The values come out of `parseUntrustedJson`: they are JSON already, and only their outer form is checked here. */
export const chartSpec = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const jsonValue = z.custom<JsonValue>((value) => value !== undefined);

export const tableContent = z
  .strictObject({
    columns: z.array(z.string().transform(visibleName)).max(2000),
    rows: z.array(z.array(jsonValue)).max(100_000),
    totalRows: z.int().nonnegative(),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length));
