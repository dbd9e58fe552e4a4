import type { QueryResolvers } from '../__generated__/resolvers.ts';

export const Query: QueryResolvers = {
  me: (_parent, _args, { accounts, caller }) => accounts.account(caller().userId),
  registration: (_parent, _args, { registrations }) => registrations.mode,
};
