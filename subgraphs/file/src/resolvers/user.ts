import { AppError } from '@mas/kit/errors';
import type { UserResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { SessionCaller } from '../sessions/session-directory.ts';

/** A user as this subgraph knows one: by the key alone. */
export interface UserReference {
  readonly id: string;
}

export const User: UserResolvers = {
  __resolveReference({ id }, { caller }) {
    if (id !== caller().userId) throw new AppError('NOT_FOUND', 'There is no such user.');
    return { id };
  },
  files: (_parent, page, context) => context.files.list(callerId(context), page),
};

/** Whose files an operation is about: the caller's, whatever it names. */
export function callerId({ caller }: Context): number {
  return Number(caller().userId);
}

/** The caller, to ask another subgraph in their name. */
export function sessionCaller({ caller, authorization, signal }: Context): SessionCaller {
  return { userId: caller().userId, authorization, signal };
}
