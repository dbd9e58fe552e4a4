import { DateTimeResolver, JSONResolver, SafeIntResolver } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-minimal';
import type { Resolvers } from '../__generated__/resolvers.ts';
import { FileConnection } from './file-connection.ts';
import { File } from './file.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { Session } from './session.ts';
import { User } from './user.ts';

export const resolvers: Resolvers = {
  DateTime: DateTimeResolver,
  File,
  FileConnection,
  JSON: JSONResolver,
  Mutation,
  Query,
  SafeInt: SafeIntResolver,
  Session,
  Upload: GraphQLUpload,
  User,
};
