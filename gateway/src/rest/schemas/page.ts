import { z } from 'zod';

/** A page of a connection of the graph. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export function pageOf<Node extends z.ZodType>(node: Node) {
  const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
  return z.object({ nodes: z.array(node), pageInfo });
}

/** All nodes: these endpoints have no pages. */
export async function readPages<Node>(read: (after: string | null) => Promise<Page<Node>>): Promise<readonly Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  do {
    const page: Page<Node> = await read(after);
    nodes.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return nodes;
}
