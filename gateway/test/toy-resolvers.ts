import { AppError } from '@mas/kit/errors';
import type { RequestContext } from '@mas/kit/graphql-context';
import { GraphQLUpload, type FileUpload } from 'graphql-upload-minimal';
import type { ReceivedUpload, SubgraphName, ToyState } from './toy-graph.ts';

const createdAt = '2026-01-15T10:30:00.000Z';
const usage = { modelCalls: 0, inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cost: 0 };

type Sign = (userId: string) => Promise<string>;
type Args = Readonly<Record<string, unknown>>;

/** Made-up data: everything exists, and belongs to whoever asks. */
export function createToyResolvers(state: ToyState, sign: Sign): Record<SubgraphName, object> {
  const fault = <Value>(coordinate: string, value: Value): Value => {
    const error = state.faults.get(coordinate);
    if (error !== undefined) throw error;
    return (state.values.get(coordinate) as Value | undefined) ?? value; // a test gives what fits
  };
  const session = (id: unknown) => ({ id, active: true, createdAt, updatedAt: createdAt, user: { id: '1' } });
  const file = (id: unknown, name = 'sales') => ({ id, name, description: '', storageType: 'LOCAL', createdAt });
  const run = (id: unknown) => ({
    id,
    question: 'why?',
    mode: 'AUTO',
    status: 'RUNNING',
    usage,
    session: { id: 's1' },
    file: { id: '7' },
  });
  const payload = async () => ({
    accessToken: await sign('1'),
    tokenType: 'bearer',
    expiresIn: 3600,
    refreshToken: 'opaque',
    refreshExpiresIn: 86_400,
    user: { id: '1' },
  });

  return {
    auth: {
      Query: { me: (_: unknown, _args: Args, context: RequestContext) => ({ id: context.caller().userId }) },
      Mutation: { register: payload, login: payload },
      User: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        email: () => fault('User.email', 'ada@example.org'),
        createdAt: () => createdAt,
      },
    },
    session: {
      Query: { session: (_: unknown, { id }: Args) => session(id) },
      Mutation: { createSession: () => session('s2') },
      Session: {
        __resolveReference: ({ id }: { id: string }) => session(id),
        title: () => fault('Session.title', 'Sales'),
      },
      User: { activeSession: () => session('s1') },
    },
    file: {
      Upload: GraphQLUpload,
      Query: { file: (_: unknown, { id }: Args) => file(id) },
      Mutation: { uploadFile: (_: unknown, args: Args) => receive(state, args) },
      File: {
        __resolveReference: ({ id }: { id: string }) => file(id),
        name: ({ name }: { name: string }) => fault('File.name', name),
      },
      Session: { activeFile: () => fault('Session.activeFile', file('7')) },
    },
    agent: {
      Query: { run: (_: unknown, { id }: Args) => run(id) },
      Mutation: { ask: () => run('r1') },
      Subscription: {
        runEvents: {
          subscribe(_: unknown, { runId, after }: { runId: string; after: number }, context: RequestContext) {
            context.caller();
            if (runId === 'missing') throw new AppError('NOT_FOUND', 'There is no such run.');
            return state.events.subscribe(after);
          },
          resolve: (event: object) => event,
        },
      },
      RunEvent: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      ...Object.fromEntries(
        ['RunStarted', 'TextDelta', 'UsageUpdated', 'RunFinished', 'ArtifactCreated'].map((type) => [
          type,
          { at: () => createdAt, run: () => fault('RunEvent.run', run('r1')), usage: () => usage },
        ]),
      ),
    },
  };
}

async function receive(state: ToyState, args: Args) {
  const file = await (args['file'] as Promise<FileUpload>); // graphql-upload's scalar
  const { filename } = file;
  const upload: ReceivedUpload = { filename, bytes: 0, outcome: 'arriving' };
  state.uploads.push(upload);
  try {
    for await (const chunk of file.createReadStream()) upload.bytes += (chunk as Buffer).byteLength;
    upload.outcome = 'complete';
  } catch (error) {
    upload.outcome = 'aborted';
    throw error;
  }
  return { id: '7', name: args['name'] ?? filename, description: args['description'], sizeBytes: upload.bytes };
}
