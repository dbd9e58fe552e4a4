import type { MutationResolvers } from '../__generated__/resolvers.ts';
import { callerId } from './user.ts';

export const Mutation: MutationResolvers = {
  createSession: (_parent, { title }, context) => context.sessions.create(callerId(context), title),
  activateSession: (_parent, name, context) => context.sessions.activate(callerId(context), name),
  renameSession: (_parent, { id, title }, context) => context.sessions.rename(callerId(context), id, title),
  deleteSession: (_parent, name, context) => context.sessions.remove(callerId(context), name),
};
