import { AppError } from '@mas/kit/errors';
import type { UserResolvers } from '../__generated__/resolvers.ts';

export const User: UserResolvers = {
  __resolveReference({ id }, { accounts, caller }) {
    const { userId } = caller();
    if (id !== userId) throw new AppError('NOT_FOUND', 'There is no such user.');
    return accounts.account(userId);
  },
  id: ({ id }) => String(id),
};
