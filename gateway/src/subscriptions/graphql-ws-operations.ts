import { AppError } from '@mas/kit/errors';
import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { ServerOptions, SubscribePayload } from 'graphql-ws';
import { maskError } from '../errors/mask-error.ts';
import { RequestError } from '../errors/request-error.ts';
import type { OperationRequest } from '../executor/operation-request.ts';
import type { Identity } from '../federation/request-context.ts';
import { signInEnded } from '../revocation/sign-in-ended.ts';
import { callAt } from './call-at.ts';
import { closeCode, type ClientSocket } from './client-socket.ts';
import type { EventStream } from './event-stream.ts';
import type { GraphQLSocketsParts } from './graphql-ws.ts';
import { SocketQuota } from './socket-quota.ts';
import { tokenExpired } from './token-expired.ts';

type Options = ServerOptions<Record<string, unknown>, ClientSocket>;
type SocketContext = Parameters<NonNullable<Options['onConnect']>>[0];

/** What the protocol's messages do: a socket is somebody's from its first message on, and its operations run as theirs. */
export function createSocketOptions(parts: GraphQLSocketsParts): Options {
  const { settings, executor, federation, operations, logger } = parts;
  const { initTimeoutMs, maxOperations, maxSocketsOfUser } = settings.sockets;
  const users = new SocketQuota(maxSocketsOfUser);

  return {
    connectionInitWaitTimeout: initTimeoutMs,
    onConnect: (context) => connect(parts, users, context),
    onClose({ extra }) {
      if (extra.identity !== undefined) users.release(extra.identity.caller.userId);
    },
    onSubscribe({ extra }, _id, payload) {
      try {
        if (extra.operations >= maxOperations) throw tooManyOperations(maxOperations);
        const { graph, document } = operations.prepare(
          federation.graph(),
          payload.query,
          payload.operationName ?? undefined,
        );
        extra.operationStarted();
        return {
          schema: graph.schema,
          document,
          operationName: payload.operationName,
          contextValue: socketOperation(extra, payload),
        };
      } catch (error) {
        const errors = error instanceof RequestError ? error.errors : [error];
        return errors.map((each) => asGraphQLError(maskError(each, { logger, requestId: extra.requestId })));
      }
    },
    async execute({ contextValue }) {
      const { client, request } = operationOf(contextValue);
      return protocolResult(await executor.execute({ ...request, signal: client.signal }));
    },
    subscribe({ contextValue }) {
      const { client, request } = operationOf(contextValue);
      const stream = executor.subscribe({ ...request, onOverflow: () => client.closeSlow() });
      client.streamStarted(stream);
      return throwFailure(stream, () => client.streamEnded(stream));
    },
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult, // masked by the executor
    onComplete: ({ extra }) => extra.operationEnded(),
  };
}

interface SocketOperation {
  readonly client: ClientSocket;
  readonly request: OperationRequest;
}

function operationOf(contextValue: unknown): SocketOperation {
  return contextValue as SocketOperation; // onSubscribe makes every context
}

function socketOperation(client: ClientSocket, { query, operationName, variables }: SubscribePayload): SocketOperation {
  const token = client.identity?.token;
  const { requestId, address: clientAddress } = client;
  const operation = { query, operationName: operationName ?? undefined, variables: variables ?? {} };
  return { client, request: { ...operation, token, requestId, clientAddress } };
}

async function connect(parts: GraphQLSocketsParts, users: SocketQuota, { extra, connectionParams }: SocketContext) {
  const authorization = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  try {
    const identity = await parts.authenticate(typeof authorization === 'string' ? authorization : undefined);
    if (identity === undefined) return true;
    if (!users.take(identity.caller.userId)) {
      extra.close(closeCode.tooMany, 'Too many sockets');
      return false;
    }
    extra.identity = identity;
    closeWithToken(parts, extra, identity);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    extra.close(closeCode.forbidden, 'Token not valid');
    return false;
  }
}

/** A socket is good for as long as the token that it began with. */
function closeWithToken({ revoked }: GraphQLSocketsParts, client: ClientSocket, { caller }: Identity): void {
  const close = (reason: string, error: AppError) => client.closeWith(closeCode.forbidden, reason, error);
  const stops = [
    callAt(caller.expiresAt, () => close('Token expired', tokenExpired())),
    revoked.watch(caller.signInId, () => close('Signed out', signInEnded())),
  ];
  client.signal.addEventListener('abort', () => stops.forEach((stop) => stop()), { once: true });
}

/** The protocol's `error` message ends an operation: what the executor gives as a last result, it wants thrown. */
function throwFailure(stream: EventStream, ended: () => void): AsyncIterableIterator<ExecutionResult> {
  return {
    async next() {
      const next = await stream.next();
      const failure = next.done === true || next.value.data !== undefined ? undefined : next.value.errors?.[0];
      if (next.done === true || failure !== undefined) ended();
      if (failure !== undefined) throw asGraphQLError(failure);
      return next.done === true ? next : { done: false, value: protocolResult(next.value) };
    },
    async return() {
      await stream.return();
      ended();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The library types results as graphql-js makes them; ours are formatted already, and `onNext` passes them on as they are. */
function protocolResult(result: FormattedExecutionResult): ExecutionResult {
  return result as unknown as ExecutionResult;
}

function asGraphQLError({ message, extensions, path }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });
}

function tooManyOperations(limit: number): AppError {
  return new AppError('RATE_LIMITED', `A socket runs at most ${limit} operations at once; wait for some to end.`, {
    retryAfterSeconds: 1,
  });
}
