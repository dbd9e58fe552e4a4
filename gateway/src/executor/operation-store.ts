import { createHash } from 'node:crypto';
import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { RequestError } from '../errors/request-error.ts';
import type { FederatedGraph } from '../federation/federation.ts';
import { createLimitRule } from '../limits/limit-rule.ts';
import type { QueryLimits } from '../limits/query-limits.ts';
import { BoundedMap } from './bounded-map.ts';

/** An operation that parses, is valid against the graph and within the limits. */
export interface PreparedOperation {
  readonly graph: FederatedGraph;
  readonly query: string;
  /** The text's hash: the key of its plan. */
  readonly queryHash: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface OperationStore {
  /** @throws RequestError when the text is not a valid operation within the limits, or has no operation of that name. */
  prepare(graph: FederatedGraph, query: string, operationName?: string): PreparedOperation;
}

export interface ValidationSettings {
  readonly limits: QueryLimits;
  readonly introspection: boolean;
}

const maxDocuments = 1_000;
/** Longer texts are rare and mostly literals: they are parsed each time rather than kept. */
const maxKeptLength = 16_384;

/** Parses and validates each text once a graph. */
export function createOperationStore({ limits, introspection }: ValidationSettings): OperationStore {
  const rules = [...specifiedRules, ...extraRules({ limits, introspection })];
  const stores = new WeakMap<FederatedGraph, BoundedMap<ValidDocument>>();

  const validDocument = (graph: FederatedGraph, query: string): ValidDocument => {
    const store = stores.get(graph) ?? new BoundedMap<ValidDocument>(maxDocuments);
    stores.set(graph, store);
    const known = store.get(query);
    if (known !== undefined) return known;
    const document = parseWithin(query, limits.tokens);
    const errors = validate(graph.schema, document, rules, { hideSuggestions: !introspection });
    if (errors.length > 0) throw new RequestError(errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')));
    const valid = { document, queryHash: createHash('sha256').update(query).digest('hex') };
    if (query.length <= maxKeptLength) store.set(query, valid);
    return valid;
  };

  return {
    prepare(graph, query, operationName) {
      const { document, queryHash } = validDocument(graph, query);
      return { graph, query, queryHash, document, operation: selectOperation(document, operationName) };
    },
  };
}

interface ValidDocument {
  readonly document: DocumentNode;
  readonly queryHash: string;
}

/** What is asked of operations beyond the specification, on every transport. */
export function extraRules({ limits, introspection }: ValidationSettings): readonly ValidationRule[] {
  return [createLimitRule(limits), ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
}

function parseWithin(query: string, maxLexicalTokens: number): DocumentNode {
  try {
    return parse(query, { maxLexicalTokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw new RequestError([coded(error, 'GRAPHQL_PARSE_FAILED')]);
    throw error;
  }
}

function selectOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [found, ...others] = operations.filter((operation) => name === undefined || operation.name?.value === name);
  if (found !== undefined && others.length === 0) return found;
  const message =
    found === undefined
      ? `There is no operation named "${name ?? ''}" in the document.`
      : 'The document has several operations: say which one with operationName.';
  throw new RequestError([new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })]);
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}
