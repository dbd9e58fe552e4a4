import type { OperationTypeNode } from 'graphql';
import { RequestError } from '../errors/request-error.ts';
import type { Federation } from '../federation/federation.ts';
import type { OperationStore } from './operation-store.ts';

/** What kind of operation a text holds; nothing when it is not valid, which running it will report. */
export function operationKind(
  { federation, operations }: { readonly federation: Federation; readonly operations: OperationStore },
  { query, operationName }: { readonly query: string; readonly operationName?: string | undefined },
): OperationTypeNode | undefined {
  try {
    return operations.prepare(federation.graph(), query, operationName).operation.operation;
  } catch (error) {
    if (error instanceof RequestError) return undefined;
    throw error;
  }
}
