import { connectionFields } from '@mas/kit/page';
import type { RunConnectionResolvers } from '../__generated__/resolvers.ts';
import { cursorOf } from '../services/session-runs.service.ts';

const { edges, pageInfo } = connectionFields(cursorOf);

export const RunConnection: RunConnectionResolvers = {
  edges: (page, _args, { loaders }) => {
    for (const run of page.nodes) loaders.runs.prime(run.id, run);
    return edges(page);
  },
  nodes: ({ nodes }, _args, { loaders }) => {
    for (const run of nodes) loaders.runs.prime(run.id, run);
    return nodes;
  },
  pageInfo,
  totalCount: ({ filter }, _args, { sessionRuns }) => sessionRuns.count(filter),
};
