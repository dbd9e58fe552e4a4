import type { SessionResolvers } from '../__generated__/resolvers.ts';
import { callerId } from './user.ts';

/** A session as this subgraph knows one: by the key alone. */
export interface SessionReference {
  readonly id: string;
}

export const Session: SessionResolvers = {
  __resolveReference({ id }, { caller }) {
    caller();
    return { id };
  },
  activeFile: ({ id }, _args, context) => context.activeFiles.find(callerId(context), id),
  activeFiles: ({ id }, _args, context) => context.activeFiles.list(callerId(context), id),
};
