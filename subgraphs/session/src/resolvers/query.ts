import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { callerId } from './user.ts';

export const Query: QueryResolvers = {
  session: (_parent, { id }, context) => context.sessions.find(callerId(context), id),
};
