import { randomUUID } from 'node:crypto';
import { AppError, toError } from '@mas/kit/errors';
import { getVariableValues, GraphQLError, OperationTypeNode, type FormattedExecutionResult } from 'graphql';
import type { ErrorScope } from '@mas/kit/server/error-scope';
import { RequestError } from '../errors/request-error.ts';
import { endWithSignIn } from '../revocation/end-with-sign-in.ts';
import { createEventExecutor, type ExecuteEvent } from '../subscriptions/event-executor.ts';
import { EventQueue } from '../subscriptions/event-queue.ts';
import { EventStream } from '../subscriptions/event-stream.ts';
import type { EventSink } from '../subscriptions/subgraph-socket.ts';
import { planSubscription } from '../subscriptions/subscription-plan.ts';
import { checkVariableNesting } from '../limits/variable-nesting.ts';
import { createContext } from './create-context.ts';
import type { ExecutorParts } from './executor-parts.ts';
import type { OperationRequest, SubscriptionRequest } from './operation-request.ts';
import type { PreparedOperation } from './operation-store.ts';
import { formatResult, formatThrown } from './run-operation.ts';

/** The stream is there at once; it fails when what follows (token, validation, plan, subgraph) does. */
export function runSubscription(parts: ExecutorParts, request: SubscriptionRequest): EventStream {
  const scope: ErrorScope = { logger: parts.logger, requestId: request.requestId ?? randomUUID() };
  const queue = new EventQueue<FormattedExecutionResult>(parts.maxQueuedBytes);
  const abort = new AbortController();
  const sink: EventSink = {
    next(event, bytes) {
      if (queue.push(event, bytes)) return;
      stream.fail(tooSlow());
      request.onOverflow?.();
    },
    error: (error) => queue.finish({ kind: 'failed', error }),
    complete: () => queue.finish({ kind: 'end' }),
  };
  const fail = (error: Error): void => stream.fail(error);
  const started = subscribe(parts, { ...request, requestId: scope.requestId, signal: abort.signal }, { sink, fail });
  const stream = new EventStream({
    queue,
    unsubscribe: () => abort.abort(),
    execute: async (event) => (await started)(event),
    format: (outcome) =>
      outcome instanceof Error ? { errors: formatThrown(outcome, scope) } : formatResult(outcome, scope),
  });
  started.catch((error: unknown) => fail(toError(error)));
  followSignal(request.signal, stream);
  return stream;
}

/** Subscribes at the subgraph until the signal, and gives what completes its events. */
async function subscribe(
  parts: ExecutorParts,
  request: OperationRequest & { readonly signal: AbortSignal },
  { sink, fail }: { readonly sink: EventSink; readonly fail: (error: Error) => void },
): Promise<ExecuteEvent> {
  const context = await createContext(parts, request);
  const prepared = parts.operations.prepare(parts.federation.graph(), request.query, request.operationName);
  const variables = { ...(await request.variables) };
  checkVariableNesting(variables);
  checkSubscription(prepared, variables);
  const { primary } = planSubscription(prepared);
  const subgraph = prepared.graph.subgraphs.get(primary.serviceName);
  if (subgraph === undefined) throw new Error(`the plan names an unknown subgraph: ${primary.serviceName}`);
  const execute = createEventExecutor(prepared, variables, context);
  const { signal } = request;
  const signInId = context.identity?.caller.signInId;
  const events = signInId === undefined ? sink : endWithSignIn(parts.revoked, { signInId, sink, signal, fail });
  if (signal.aborted) return execute;
  const unsubscribe = parts.hub.subscribe(
    subgraph,
    {
      query: primary.operation,
      operationName: primary.operationName,
      variables: pick(variables, primary.variableUsages ?? []),
      authorization: context.identity && `Bearer ${context.identity.token}`,
    },
    events,
  );
  signal.addEventListener('abort', unsubscribe, { once: true });
  return execute;
}

function followSignal(signal: AbortSignal | undefined, stream: EventStream): void {
  const stop = (): void => void stream.return();
  if (signal?.aborted === true) stop();
  else signal?.addEventListener('abort', stop, { once: true });
}

function checkSubscription({ graph, operation }: PreparedOperation, variables: Record<string, unknown>): void {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    const message = `A ${operation.operation} is no subscription: it has one result, not a stream of them.`;
    throw new RequestError([new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })]);
  }
  const { errors } = getVariableValues(graph.schema, operation.variableDefinitions ?? [], variables);
  if (errors === undefined) return;
  throw new RequestError(
    errors.map(
      ({ message, nodes }) =>
        new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } }),
    ),
  );
}

function pick(variables: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in variables).map((name) => [name, variables[name]]));
}

function tooSlow(): AppError {
  return new AppError(
    'UNAVAILABLE',
    'Events arrive faster than they are read; subscribe again after the last event that you have.',
    { retryAfterSeconds: 1 },
  );
}
