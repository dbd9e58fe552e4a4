import { GraphQLError, type OperationDefinitionNode, OperationTypeNode, type ValidationRule } from 'graphql';
import { measureOperation } from './measure-operation.ts';
import { introspectionDepth, type QueryLimits } from './query-limits.ts';

/** A validation rule that refuses operations over a limit, naming the limit and what the operation has. */
export function createLimitRule(limits: QueryLimits): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      const measure = measureOperation(operation, context.getDocument());
      const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
      const checks = [
        ['fields nested', measure.depth, isSubscription ? limits.subscriptionDepth : limits.depth],
        ['introspection fields nested', measure.introspectionDepth, introspectionDepth],
        ['aliases', measure.aliases, limits.aliases],
        ['directives', measure.directives, limits.directives],
        ['fields with all fragments written out', measure.fields, limits.fields],
      ] as const;
      for (const [what, count, limit] of checks) {
        if (count > limit) context.reportError(overLimit(what, count, limit, operation));
      }
    },
  });
}

function overLimit(what: string, count: number, limit: number, operation: OperationDefinitionNode): GraphQLError {
  const has = Number.isSafeInteger(count) ? String(count) : 'far more';
  const message = `The operation is too large: it has ${has} ${what}, and ${limit} are allowed.`;
  return new GraphQLError(message, { nodes: operation });
}
