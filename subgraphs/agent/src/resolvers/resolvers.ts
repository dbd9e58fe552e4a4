import { DateTimeResolver, JSONResolver } from 'graphql-scalars';
import type { Resolvers } from '../__generated__/resolvers.ts';
import { Artifact } from './artifact.ts';
import { File } from './file.ts';
import { Mutation } from './mutation.ts';
import { Query } from './query.ts';
import { RunConnection } from './run-connection.ts';
import { ArtifactCreated, RunEvent } from './run-event.ts';
import { Run } from './run.ts';
import { Session } from './session.ts';
import { Subscription } from './subscription.ts';

export const resolvers: Resolvers = {
  Artifact,
  ArtifactCreated,
  DateTime: DateTimeResolver,
  File,
  JSON: JSONResolver,
  Mutation,
  Query,
  Run,
  RunConnection,
  RunEvent,
  Session,
  Subscription,
};
