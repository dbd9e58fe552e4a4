import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorStatus, isErrorCode } from '@mas/kit/errors';
import { notSignedIn } from '@mas/kit/graphql-context';
import type { FormattedExecutionResult } from 'graphql';
import type { GraphQLExecutor } from '../executor/executor.ts';
import type { RequestContext } from '../federation/request-context.ts';
import type { HttpSettings } from '../gateway-options.ts';
import { HttpError } from '@mas/kit/server/http-error';
import { sendJson } from '../http/send.ts';
import { receiveMultipart } from './receive-multipart.ts';

const maxFiles = 8;
/** Headers that a page of another origin can only send after a preflight, so that no form can forge an upload. */
const preflightHeaders = ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'];

/** The GraphQL multipart request, its files streamed through to the subgraph that takes them. */
export function createMultipartEndpoint(executor: GraphQLExecutor, settings: HttpSettings) {
  return async (request: IncomingMessage, response: ServerResponse, context: RequestContext): Promise<void> => {
    if (!preflightHeaders.some((name) => request.headers[name] !== undefined)) {
      throw new HttpError(
        400,
        `An upload needs one of the headers ${preflightHeaders.join(', ')}: it shows that no other site's form sent it.`,
      );
    }
    if (context.identity === undefined) throw notSignedIn(); // before anything of it is read
    const operation = await receiveMultipart(request, {
      maxOperationsBytes: settings.maxBodyBytes,
      maxFileBytes: settings.maxUploadBytes,
      maxFiles,
    });
    const { identity, requestId, clientAddress, signal } = context;
    const result = await executor.execute({ ...operation, token: identity.token, requestId, clientAddress, signal });
    if (!response.destroyed) sendJson(response, statusOf(result), result);
  };
}

/** 200 for what ran; otherwise what the error says, and 413 for a file over the limit, which is found while it runs. */
function statusOf(result: FormattedExecutionResult): number {
  const codes = (result.errors ?? []).map((error) => error.extensions?.['code']);
  if (codes.includes('PAYLOAD_TOO_LARGE')) return 413;
  if (result.data !== undefined) return 200;
  const [code] = codes;
  return isErrorCode(code) && code !== 'BAD_USER_INPUT' ? errorStatus[code] : 400;
}
