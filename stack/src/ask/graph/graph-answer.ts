import { z } from 'zod';
import { AskError } from '../ask-error.ts';

const answerSchema = z.object({
  data: z.unknown().optional(), // a request that is refused has none
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }))
    .optional(),
});

/** The data of a GraphQL answer. @throws AskError for its first error, or when it is no GraphQL at all. */
export function readAnswer<Data>(answer: unknown, data: z.ZodType<Data>): Data {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new AskError('BAD_GATEWAY', 'The server does not speak GraphQL: is this a gateway?');
  const [error] = parsed.data.errors ?? [];
  if (error !== undefined) throw new AskError(error.extensions?.code ?? 'GRAPHQL_ERROR', error.message);
  const read = data.safeParse(parsed.data.data);
  if (read.success) return read.data;
  throw new AskError('BAD_GATEWAY', 'The gateway answered in a shape that this program does not know.', {
    cause: read.error,
  });
}

/** The same for the text of a response. @throws AskError */
export function readAnswerText<Data>(text: string, data: z.ZodType<Data>): Data {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new AskError('BAD_GATEWAY', 'The server does not speak GraphQL: is this a gateway?', { cause: error });
  }
  return readAnswer(answer, data);
}
