import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../federation/request-context.ts';
import type { ExecutorParts } from './executor-parts.ts';
import type { OperationRequest } from './operation-request.ts';

const never = new AbortController().signal;

/** @throws AppError UNAUTHENTICATED when the request bears a token that is no good. */
export async function createContext(
  { verifier, logger }: ExecutorParts,
  { token, requestId, clientAddress, signal }: OperationRequest,
): Promise<RequestContext> {
  const identity = token === undefined ? undefined : { token, caller: await verifier.verify(token) };
  return { identity, requestId: requestId ?? randomUUID(), clientAddress, logger, signal: signal ?? never };
}
