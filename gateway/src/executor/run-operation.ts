import { randomUUID } from 'node:crypto';
import { GraphQLError, Kind, OperationTypeNode, type ExecutionResult, type FormattedExecutionResult } from 'graphql';
import { notOverThisTransport } from '../errors/not-over-this-transport.ts';
import type { ErrorScope } from '@mas/kit/server/error-scope';
import { maskError } from '../errors/mask-error.ts';
import { RequestError } from '../errors/request-error.ts';
import { findUploads } from '../uploads/find-uploads.ts';
import { checkVariableNesting } from '../limits/variable-nesting.ts';
import { createContext } from './create-context.ts';
import type { ExecutorParts } from './executor-parts.ts';
import type { OperationRequest } from './operation-request.ts';
import { planContext } from './plan-context.ts';

export async function runOperation(parts: ExecutorParts, request: OperationRequest): Promise<FormattedExecutionResult> {
  const scope: ErrorScope = { logger: parts.logger, requestId: request.requestId ?? randomUUID() };
  try {
    const context = await createContext(parts, { ...request, requestId: scope.requestId });
    const prepared = parts.operations.prepare(parts.federation.graph(), request.query, request.operationName);
    const variables = { ...(await request.variables) };
    checkVariableNesting(variables);
    if (prepared.operation.operation === OperationTypeNode.SUBSCRIPTION)
      throw new RequestError([notOverThisTransport()]);
    const result = await parts.federation.gateway.executor(planContext(prepared, variables, context));
    return formatResult(result, scope);
  } catch (error) {
    return { errors: formatThrown(error, scope) };
  } finally {
    void discardUploads(request);
  }
}

/** Files that no fetch took, or never will, because the operation was refused. */
async function discardUploads({ variables }: OperationRequest): Promise<void> {
  const settled = await Promise.resolve(variables).catch(() => undefined); // variables that did not arrive hold no files
  for (const upload of findUploads(settled ?? {}).keys()) upload.discard();
}

/** Masks the errors of a result. */
export function formatResult(
  { data, errors, extensions }: ExecutionResult,
  scope: ErrorScope,
): FormattedExecutionResult {
  return {
    ...(errors !== undefined && { errors: errors.map((error) => maskError(withInputCode(error), scope)) }),
    ...(data !== undefined && { data }),
    ...(extensions !== undefined && { extensions }),
  };
}

export function formatThrown(error: unknown, scope: ErrorScope): FormattedExecutionResult['errors'] & object {
  const errors = error instanceof RequestError ? error.errors : [error];
  return errors.map((each) => maskError(each, scope));
}

/** Variables that do not fit their types: graphql-js reports them without a code, on the variable's definition. */
function withInputCode(error: GraphQLError): GraphQLError {
  const isAboutVariable = error.nodes?.length === 1 && error.nodes[0]?.kind === Kind.VARIABLE_DEFINITION;
  if (!isAboutVariable || error.extensions['code'] !== undefined) return error;
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: 'BAD_USER_INPUT' } });
}
