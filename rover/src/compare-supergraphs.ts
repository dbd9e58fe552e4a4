import { Supergraph } from '@apollo/federation-internals';
import { findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';

export interface SupergraphComparison {
  /** Changes after which an operation that was valid may fail. */
  readonly breaking: readonly string[];
  /** Changes that keep operations valid but may surprise the clients that send them. */
  readonly dangerous: readonly string[];
}

/** Compares what clients see: the API schemas of two supergraphs, join directives and subgraphs left aside. */
export function compareSupergraphs(baseSdl: string, nextSdl: string): SupergraphComparison {
  const base = apiSchema(baseSdl);
  const next = apiSchema(nextSdl);
  return {
    breaking: findBreakingChanges(base, next).map(({ description }) => description),
    dangerous: findDangerousChanges(base, next).map(({ description }) => description),
  };
}

function apiSchema(sdl: string): GraphQLSchema {
  return Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
}
