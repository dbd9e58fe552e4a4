import type { GraphQLError } from 'graphql';

/**
 * One error with its code and every place that it concerns, as `subgraph file:line:column`. Composition adds the name of
 * the subgraph to each syntax node of its errors.
 */
export function formatCompositionError(error: GraphQLError, origins: ReadonlyMap<string, string>): string {
  const code = error.extensions['code'];
  const head = `  ${typeof code === 'string' ? `${code}: ` : ''}${error.message}`;
  const places = (error.nodes ?? []).flatMap((node) => {
    const start = node.loc?.startToken;
    const subgraph = 'subgraph' in node && typeof node.subgraph === 'string' ? node.subgraph : undefined;
    if (start === undefined || subgraph === undefined) return [];
    return [`    in ${subgraph}, ${origins.get(subgraph) ?? 'its schema'}:${start.line}:${start.column}`];
  });
  return [head, ...new Set(places)].join('\n');
}
