import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { callerId } from './user.ts';

export const Query: QueryResolvers = {
  file: (_parent, { id }, context) => context.files.find(callerId(context), id),
};
