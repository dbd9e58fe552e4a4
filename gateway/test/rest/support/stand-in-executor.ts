import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { AppError } from '@mas/kit/errors';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testVerifier } from '@mas/kit/testing/test-tokens';
import {
  execute,
  isObjectType,
  parse,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { maskError } from '../../../src/errors/mask-error.ts';
import type { OperationRequest } from '../../../src/executor/operation-request.ts';
import type { GraphExecutor } from '../../../src/rest/graph-executor.ts';
import { EventQueue } from '../../../src/subscriptions/event-queue.ts';
import { EventStream } from '../../../src/subscriptions/event-stream.ts';
import { createStandInResolvers, type StandInContext } from './stand-in-resolvers.ts';
import { StandInStore, type StoredEvent } from './stand-in-store.ts';

const scope = { logger: testLogger, requestId: 'test' };
const supergraph = join(import.meta.dirname, '../../../../supergraph.graphql');

/** What clients of the gateway see of the composed graph. */
export function readApiSchema(): GraphQLSchema {
  return Supergraph.build(readFileSync(supergraph, 'utf8')).apiSchema().toGraphQLJSSchema();
}

/** The composed graph over a store in memory, where a test can see and do what no client could. */
export class StandInExecutor implements GraphExecutor {
  readonly store = new StandInStore();
  /** What the next operations fail with, by name. */
  readonly faults = new Map<string, Error>();
  /** The names of the operations that were run. */
  readonly operations: string[] = [];
  /** The names of those that have an answer. */
  readonly settled: string[] = [];
  readonly #streams = new Set<EventStream>();
  readonly #schema: GraphQLSchema;
  readonly #maxQueuedBytes: number;

  constructor({ maxQueuedBytes = 2 ** 20 }: { readonly maxQueuedBytes?: number } = {}) {
    this.#maxQueuedBytes = maxQueuedBytes;
    this.#schema = readApiSchema();
    for (const [name, fields] of Object.entries(createStandInResolvers(this.store))) {
      const type = this.#schema.getType(name);
      if (!isObjectType(type)) throw new Error(`no type ${name}`);
      for (const [field, resolve] of Object.entries(fields)) {
        const definition = type.getFields()[field];
        if (definition === undefined) throw new Error(`no field ${name}.${field}`);
        definition.resolve = resolve as unknown as NonNullable<typeof definition.resolve>; // they name what they read
      }
    }
  }

  async execute(request: OperationRequest): Promise<FormattedExecutionResult> {
    this.operations.push(request.operationName ?? '');
    try {
      const context = await this.#context(request);
      const fault = this.faults.get(request.operationName ?? '');
      if (fault !== undefined) throw fault;
      return format(await this.#run(request, (await request.variables) ?? {}, context));
    } catch (error) {
      return { errors: [maskError(error, scope)] };
    } finally {
      this.settled.push(request.operationName ?? '');
    }
  }

  subscribe(request: OperationRequest & { readonly onOverflow?: (() => void) | undefined }): EventStream {
    this.operations.push(request.operationName ?? '');
    const queue = new EventQueue<FormattedExecutionResult>(this.#maxQueuedBytes);
    let unsubscribe = (): void => undefined;
    const stream = new EventStream({
      queue,
      unsubscribe: () => unsubscribe(),
      execute: (event) => this.#run(request, {}, { userId: undefined }, event),
      format: (outcome) => (outcome instanceof Error ? { errors: [maskError(outcome, scope)] } : format(outcome)),
    });
    this.#streams.add(stream);
    request.signal?.addEventListener('abort', () => void stream.return(), { once: true });
    const start = async (): Promise<void> => {
      const { userId } = await this.#context(request);
      const { runId, after } = { ...(await request.variables) };
      const fault = this.faults.get(request.operationName ?? '');
      if (fault !== undefined) throw fault;
      const run = this.store.runs.find((each) => each.id === runId && each.owner === userId);
      if (run === undefined) throw new AppError('NOT_FOUND', 'There is no such run.');
      unsubscribe = run.listen(Number(after), (event) => {
        const bytes = typeof event['text'] === 'string' ? event['text'].length : 100;
        if (!queue.push({ data: { runEvents: event } }, bytes)) {
          stream.fail(new AppError('UNAVAILABLE', 'Too slow.'));
          request.onOverflow?.();
        }
        if (isLast(event)) queue.finish({ kind: 'end' });
      });
    };
    start().catch((error: unknown) => stream.fail(error instanceof Error ? error : new Error(String(error))));
    return stream;
  }

  /** Fails every subscription, as a subgraph does that goes down. */
  breakStreams(error: Error): void {
    for (const stream of this.#streams) stream.fail(error);
    this.#streams.clear();
  }

  async #context({ token }: OperationRequest): Promise<StandInContext> {
    return { userId: token === undefined ? undefined : (await testVerifier.verify(token)).userId };
  }

  async #run(
    { query, operationName }: OperationRequest,
    variableValues: Readonly<Record<string, unknown>>,
    contextValue: StandInContext,
    event?: FormattedExecutionResult,
  ): Promise<ExecutionResult> {
    const variables = event === undefined ? variableValues : { runId: '', after: 0 };
    return execute({
      schema: this.#schema,
      document: parse(query),
      operationName: operationName ?? null,
      variableValues: { ...variables },
      contextValue,
      ...(event !== undefined && { rootValue: event.data }),
    });
  }
}

function isLast({ __typename }: StoredEvent): boolean {
  return ['RunFinished', 'RunFailed', 'RunCancelled'].includes(__typename);
}

function format({ data, errors }: ExecutionResult): FormattedExecutionResult {
  return {
    ...(data !== undefined && { data }),
    ...(errors !== undefined && { errors: errors.map((error) => maskError(error, scope)) }),
  };
}
