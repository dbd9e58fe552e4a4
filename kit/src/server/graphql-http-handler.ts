import type { ApolloServer } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, toError } from '../errors.ts';
import { notSignedIn, type RequestContext } from '../graphql-context.ts';
import type { Logger } from '../logger.ts';
import type { Caller } from '../tokens/token-verifier.ts';
import { executeOverHttp, sendAnswer } from './apollo-over-http.ts';
import type { Identify } from './identify.ts';
import { forwardedAddress } from './client-address.ts';
import { HttpError } from './http-error.ts';
import type { BodyLimits } from './read-body.ts';
import { sendRefusal } from './send-refusal.ts';
import { readJsonBody } from './request-body.ts';
import { requestIdOf } from './request-id.ts';
import type { RequestScope } from './request-scope.ts';

export interface GraphqlHttpHandlerOptions<Context extends RequestContext> {
  readonly apollo: ApolloServer<Context>;
  readonly scope: RequestScope;
  readonly identify: Identify<Context>;
  readonly logger: Logger;
  readonly readMultipart: ((request: IncomingMessage, response: ServerResponse) => Promise<unknown>) | undefined;
}

const bodyLimits: BodyLimits = { maxBytes: 1024 * 1024, timeoutMs: 15_000 };

/** GraphQL over HTTP by Apollo Server, without a web framework in between. */
export function createGraphqlHttpHandler<Context extends RequestContext>(options: GraphqlHttpHandlerOptions<Context>) {
  const { apollo, scope, identify, logger } = options;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = requestIdOf(request.headers);
    const abort = new AbortController();
    response.once('close', () => abort.abort());
    response.setHeader('x-request-id', requestId);
    try {
      const { authorization } = request.headers;
      const clientAddress = forwardedAddress(request);
      const { signal } = abort;
      const identified = await identify({ authorization, requestId, clientAddress, logger, signal });
      const body = await readBody(request, response, { ...options, caller: identified.caller });
      const answer = await scope.run({ logger, requestId }, () =>
        executeOverHttp(apollo, request, body, identified.createContext),
      );
      await sendAnswer(response, answer);
    } catch (error) {
      if (error instanceof HttpError && !response.headersSent) {
        sendRefusal(request, response, error);
        return;
      }
      sendError(
        response,
        scope.run({ logger, requestId }, () => scope.formatError({ message: toError(error).message }, error)),
        error,
      );
    }
  };
}

interface BodyReading extends Pick<GraphqlHttpHandlerOptions<RequestContext>, 'readMultipart'> {
  readonly caller: Caller | undefined;
}

async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { caller, readMultipart }: BodyReading,
): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return readJsonBody(request, bodyLimits);
  if (readMultipart === undefined) throw new AppError('BAD_USER_INPUT', 'This service takes no uploads.');
  if (caller === undefined) throw notSignedIn(); // before anything of it is read
  return readMultipart(request, response);
}

function sendError(response: ServerResponse, formatted: object, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = error instanceof AppError ? error.status : 500;
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, headers).end(JSON.stringify({ errors: [formatted] }));
}
