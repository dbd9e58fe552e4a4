import { DateTimeResolver } from 'graphql-scalars';
import type { Resolvers } from '../__generated__/resolvers.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { SessionConnection } from './session-connection.ts';
import { Session } from './session.ts';
import { User } from './user.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  Mutation,
  Query,
  Session,
  SessionConnection,
  User,
};
