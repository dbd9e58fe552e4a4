import type { QueryResolvers } from '../__generated__/resolvers.ts';

export const Query: QueryResolvers = {
  async run(_parent, { id }, { runs, loaders, caller }) {
    const run = await runs.find(id, caller());
    loaders.runs.prime(run.id, run);
    return run;
  },
  artifact(_parent, { id }, { artifacts, caller }) {
    caller();
    return artifacts.find(id);
  },
  agentSystem(_parent, _args, { describeSystem, caller }) {
    caller();
    return describeSystem();
  },
};
