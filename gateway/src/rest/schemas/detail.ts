import { z } from 'zod';

/** The answer of what has nothing to give but its success. */
export function detailSchema(detail: string) {
  return z.object({ detail: z.string().meta({ examples: [detail] }) });
}

export const errorBody = z
  .object({ detail: z.string().describe('What went wrong and what to do about it, in one sentence.') })
  .describe('An error.');

export const validationErrorBody = z
  .object({
    detail: z.array(
      z.object({
        type: z.string().describe("pydantic's name of the kind of error."),
        loc: z.array(z.union([z.string(), z.int()])).describe('`body`, `query` or `path`, then the way to the field.'),
        msg: z.string().describe('What is wrong with it.'),
      }),
    ),
  })
  .describe('The fields of the request that are missing or malformed.');
