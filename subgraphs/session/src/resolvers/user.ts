import { AppError } from '@mas/kit/errors';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';

/** A user as this subgraph knows one: by the key alone. */
export interface UserReference {
  readonly id: string;
}

export const User: UserResolvers = {
  __resolveReference({ id }, { caller }) {
    if (id !== caller().userId) throw new AppError('NOT_FOUND', 'There is no such user.');
    return { id };
  },
  sessions: (_parent, page, context) => context.sessions.list(callerId(context), page),
  activeSession: (_parent, _args, context) => context.sessions.active(callerId(context)),
};

/** Whose sessions an operation is about: the caller's, whatever it names. */
export function callerId({ caller }: Context): number {
  return Number(caller().userId);
}
