import type { SessionResolvers } from '../__generated__/resolvers.ts';
import { callerId } from './user.ts';

export const Session: SessionResolvers = {
  __resolveReference: ({ id }, context) => context.sessions.find(callerId(context), id),
  user: ({ userId }) => ({ id: String(userId) }),
};
