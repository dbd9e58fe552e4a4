import { z } from 'zod';

/** ISO 8601 in UTC, whole seconds: `2026-01-15T10:30:00Z`. */
export const timestamp = z.string().meta({ format: 'date-time', examples: ['2026-01-15T10:30:00Z'] });

/** An instant of the graph as a timestamp. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => {
  return new Date(text).toISOString().replace(/\.\d+Z$/, 'Z');
});

/** An id of the graph that is a number here. */
export const numericId = z.string().regex(/^\d+$/).transform(Number);
