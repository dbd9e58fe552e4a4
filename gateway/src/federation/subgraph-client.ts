import { AppError, toError } from '@mas/kit/errors';
import { peerHeader } from '@mas/kit/tokens/peer-key';
import { errors, Pool } from 'undici';
import type { Readable } from 'node:stream';
import { subgraphUnavailable } from './subgraph-errors.ts';

export interface SubgraphClient {
  readonly name: string;
  /** Where it takes GraphQL over HTTP. */
  readonly url: URL;
  /** What shows it that the gateway asks; `post` sends them. */
  readonly peerHeaders: Readonly<Record<string, string>>;
  /**
   * Sends a request and gives the JSON object of the answer, whatever its status.
   * @throws AppError UNAVAILABLE or TIMEOUT when there is no such answer.
   */
  post(request: SubgraphRequest): Promise<Record<string, unknown>>;
  /** @throws AppError UNAVAILABLE when the subgraph does not answer. */
  probe(): Promise<void>;
  dispose(): Promise<void>;
}

export interface SubgraphRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
  /** Whether the same may be sent twice. */
  readonly isIdempotent: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface SubgraphClientOptions {
  readonly name: string;
  readonly url: string;
  /** How long a subgraph may take to begin its answer, and between two pieces of it. Uploads have `uploadTimeoutMs`. */
  readonly timeoutMs: number;
  readonly uploadTimeoutMs: number;
  /** By which it knows the gateway. */
  readonly peerKey?: string | undefined;
}

const connectTimeoutMs = 3_000;
const probeBody = JSON.stringify({ query: '{ __typename }' });

/** A client of one subgraph over pooled connections that are kept alive. */
export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const { name, url, timeoutMs, uploadTimeoutMs, peerKey } = options;
  const peerHeaders = peerKey === undefined ? {} : { [peerHeader]: peerKey };
  const target = new URL(url);
  const pool = new Pool(target.origin, {
    connections: 128,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const path = `${target.pathname}${target.search}`;

  const send = async ({ headers, body, signal }: SubgraphRequest): Promise<Record<string, unknown>> => {
    const { statusCode, body: answer } = await pool.request({
      method: 'POST',
      path,
      headers: { ...headers, ...peerHeaders },
      body,
      ...(signal && { signal }),
      ...(typeof body !== 'string' && { headersTimeout: uploadTimeoutMs }),
    });
    return parseAnswer(await answer.text(), statusCode);
  };

  const post = async (request: SubgraphRequest): Promise<Record<string, unknown>> => {
    try {
      return await send(request).catch((error: unknown) => {
        if (request.isIdempotent && isConnectionError(error)) return send(request);
        throw error;
      });
    } catch (error) {
      throw translate(error, name);
    }
  };

  return {
    name,
    url: target,
    peerHeaders,
    post,
    async probe() {
      const headers = { 'content-type': 'application/json' };
      await post({ headers, body: probeBody, isIdempotent: false, signal: AbortSignal.timeout(timeoutMs) });
    },
    dispose: () => pool.destroy(),
  };
}

/** What a subgraph answers is checked by hand: it is the hot path, and a schema library costs more than the fetch's parse. */
function parseAnswer(text: string, status: number): Record<string, unknown> {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new Error(`status ${status} and a body that is not JSON`, { cause: error });
  }
  if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) {
    return { ...answer };
  }
  throw new Error(`status ${status} and a body that is not a GraphQL response`);
}

const connectionErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && connectionErrors.has(String(error.code));
}

function translate(thrown: unknown, name: string): Error {
  const error = toError(thrown);
  if (error instanceof AppError) return error;
  const cause = error.cause instanceof AppError ? error.cause : undefined;
  if (cause !== undefined) return cause;
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return new AppError('TIMEOUT', `The ${name} service took too long to answer; try again shortly.`, { cause: error });
  }
  if (error.name === 'AbortError') return new AppError('UNAVAILABLE', 'The request was cancelled.', { cause: error });
  return subgraphUnavailable(name, error);
}
