import { z } from 'zod';
import { AppError, isErrorCode, toError } from '../errors.ts';
import { peerHeader } from '../tokens/peer-key.ts';

/** Asks another subgraph over HTTP, in the name of the caller: its own rules decide what the caller may see. */
export interface SubgraphClient {
  /**
   * @throws AppError with the subgraph's own code and words, or UNAVAILABLE when it does not answer in time.
   */
  request<Data>(request: SubgraphRequest<Data>): Promise<Data>;
}

export interface SubgraphRequest<Data> {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What the answer's `data` must look like. */
  readonly data: z.ZodType<Data>;
  /** The caller's header, as it came. */
  readonly authorization: string | undefined;
  readonly signal?: AbortSignal;
}

export interface SubgraphClientOptions {
  readonly name: string;
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  readonly timeoutMs?: number;
  /** By which it knows a service of the system. */
  readonly peerKey?: string;
}

const answerSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.unknown(), field: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const { name, url, timeoutMs = 10_000, peerKey } = options;
  const headers = { 'content-type': 'application/json', ...(peerKey !== undefined && { [peerHeader]: peerKey }) };
  const unavailable = (cause: unknown) =>
    new AppError('UNAVAILABLE', `The ${name} service is not answering; try again shortly.`, {
      cause: toError(cause),
      retryAfterSeconds: 5,
    });
  return {
    async request({ query, variables, data, authorization, signal }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...headers, ...(authorization && { authorization }) },
        body: JSON.stringify({ query, variables }),
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      }).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw unavailable(error);
      });
      const answer = answerSchema.safeParse(await response.json().catch(() => undefined)); // no JSON: no answer of a subgraph
      if (!answer.success) throw unavailable(answer.error);
      const [error] = answer.data.errors;
      if (error === undefined) return data.parse(answer.data.data);
      const code = error.extensions?.code;
      if (!isErrorCode(code) || code === 'INTERNAL_SERVER_ERROR') throw unavailable(new Error(error.message));
      const field = error.extensions?.field;
      throw new AppError(code, error.message, field === undefined ? {} : { field });
    },
  };
}
