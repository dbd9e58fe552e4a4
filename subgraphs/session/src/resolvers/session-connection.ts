import { connectionFields } from '@mas/kit/page';
import type { SessionConnectionResolvers } from '../__generated__/resolvers.ts';
import { encodeCursor } from '../db/session-cursor.ts';
import type { Session } from '../db/session.entity.ts';

export const SessionConnection: SessionConnectionResolvers = {
  ...connectionFields(({ createdAtExact, id }: Session) => encodeCursor({ createdAt: createdAtExact, id })),
  totalCount: ({ filter }, _args, { sessions }) => sessions.count(filter),
};
