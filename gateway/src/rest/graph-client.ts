import { AppError, isErrorCode } from '@mas/kit/errors';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Variables } from '../executor/operation-request.ts';
import type { GraphExecutor } from './graph-executor.ts';
import type { Operation } from './operation.ts';

/** The graph as one caller sees it. */
export interface GraphClient {
  /** @throws AppError with the code of the graph's first error; any other Error is a fault of ours. */
  run<Data>(operation: Operation<Data>, variables?: Variables | Promise<Variables>): Promise<Data>;
  /** Ends without an error when the caller is gone. @throws AppError as `run`. */
  follow<Data>(operation: Operation<Data>, variables: Variables, options: FollowOptions): AsyncGenerator<Data>;
  /** The same for work that must be done though the caller is gone. */
  detached(): GraphClient;
}

export interface FollowOptions {
  readonly onOverflow: () => void;
  /** Ends it before the caller is gone. */
  readonly signal: AbortSignal;
}

export interface GraphClientOptions {
  readonly executor: GraphExecutor;
  readonly token: string | undefined;
  readonly requestId: string;
  readonly clientAddress?: string | undefined;
  /** Aborted when the caller is gone; ends reads and subscriptions. */
  readonly signal?: AbortSignal;
}

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { executor, token, requestId, clientAddress, signal } = options;
  const requestOf = (operation: Operation<unknown>) => ({
    query: operation.query,
    operationName: operation.name,
    token,
    requestId,
    clientAddress,
    signal,
  });
  return {
    async run(operation, variables) {
      return dataOf(operation, await executor.execute({ ...requestOf(operation), variables }));
    },
    async *follow(operation, variables, options) {
      const results = executor.subscribe({ ...requestOf(operation), variables, ...options });
      for await (const result of results) yield dataOf(operation, result);
    },
    detached: () => createGraphClient({ executor, token, requestId, clientAddress }),
  };
}

/** Half an answer is none: these endpoints have no way to say what is missing. */
function dataOf<Data>(operation: Operation<Data>, { data, errors }: FormattedExecutionResult): Data {
  const [error] = errors ?? [];
  if (error !== undefined) throw errorOf(operation, error);
  const parsed = operation.data.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`the answer to ${operation.name} has not the form that the schema gives it`, { cause: parsed.error });
}

function errorOf(operation: Operation<unknown>, { message, extensions = {} }: GraphQLFormattedError): Error {
  const { code, field, retryAfterSeconds } = extensions;
  if (!isErrorCode(code)) return new Error(`${operation.name} was refused with ${String(code)}: ${message}`);
  return new AppError(code, message, {
    ...(typeof field === 'string' && { field }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  });
}
