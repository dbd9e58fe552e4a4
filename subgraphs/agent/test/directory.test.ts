import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import type { RequestContext } from '@mas/kit/graphql-context';
import { type RunningServer, startSubgraph } from '@mas/kit/server/subgraph-server';
import { testLogger } from '@mas/kit/testing/test-logger';
import { testAuthorization, testVerifier } from '@mas/kit/testing/test-tokens';
import { readFile } from 'node:fs/promises';
import { createSubgraphFileDirectory } from '../src/directory/subgraph-file-directory.ts';
import { createSubgraphSessionDirectory } from '../src/directory/subgraph-session-directory.ts';

const sessionId = '7f8a1c1e-6c3a-4a53-9d0b-2f6f0a9f3c11';
const column = {
  name: 'price',
  type: 'FLOAT',
  pandasType: 'float64',
  nulls: 0,
  distinct: 2,
  distinctIsApproximate: false,
  min: '1.5',
  max: '2.5',
  mean: 2,
  standardDeviation: 0.7,
  quartiles: [1.75, 2, 2.25],
  topValues: [{ value: '1.5', count: 1 }],
};
const file = {
  id: '7',
  name: 'sales',
  description: 'd',
  summary: 's',
  parquetUri: 'local://1_sales.parquet',
  columnNotes: [{ column: 'price', note: 'in euros' }],
  profile: { rows: 3_000_000_000, columns: [column, { ...column, name: 'region', mean: null, quartiles: null }] },
};

/** A server with another subgraph's real schema, whose data belongs to user 1. */
async function serve(name: 'session' | 'file', data: object, hasActive: () => boolean): Promise<RunningServer> {
  const own = (context: RequestContext) => {
    if (context.caller().userId !== '1') throw new AppError('NOT_FOUND', `There is no such ${name}.`);
    return data;
  };
  const active = (_parent: unknown, _args: unknown, context: RequestContext) => (hasActive() ? own(context) : null);
  const allActive = (_parent: unknown, _args: unknown, context: RequestContext) =>
    hasActive() ? [own(context), own(context)] : [];
  const reference = (key: object) => key;
  return startSubgraph<RequestContext>({
    name,
    typeDefs: await readFile(new URL(`../../${name}/schema.graphql`, import.meta.url), 'utf8'),
    resolvers: {
      Query: { [name]: (_parent: unknown, _args: unknown, context: RequestContext) => own(context) },
      User: { __resolveReference: reference, ...(name === 'session' && { activeSession: active }) },
      Session: { __resolveReference: reference, ...(name === 'file' && { activeFiles: allActive }) },
    },
    createContext: (request) => request,
    verifier: testVerifier,
    port: 0,
    host: '127.0.0.1',
    logger: testLogger,
    health: {},
  });
}

describe('the directories', () => {
  let hasActive = true;
  let sessionServer: RunningServer;
  let fileServer: RunningServer;
  const of = async (userId: string) => ({ userId, authorization: await testAuthorization(userId) });

  beforeAll(async () => {
    sessionServer = await serve('session', { id: sessionId }, () => hasActive);
    fileServer = await serve('file', file, () => hasActive);
  });
  afterAll(async () => {
    await Promise.all([sessionServer.dispose(), fileServer.dispose()]);
  });

  it("ask the session subgraph in the caller's name", async () => {
    const sessions = createSubgraphSessionDirectory(sessionServer.url);
    await expect(sessions.verify(sessionId, await of('1'))).resolves.toBeUndefined();
    await expect(sessions.verify(sessionId, await of('2'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(sessions.active(await of('1'))).resolves.toBe(sessionId);
    hasActive = false;
    await expect(sessions.active(await of('1'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'No active session: create or activate one first.',
    });
    hasActive = true;
  });

  it("ask the file subgraph in the caller's name", async () => {
    const files = createSubgraphFileDirectory(fileServer.url);
    const dataset = await files.find('7', await of('1'));
    expect(dataset).toMatchObject({
      fileId: '7',
      name: 'sales',
      storageUri: 'local://1_sales.parquet',
      columnNotes: [{ column: 'price', note: 'in euros' }],
      profile: { rows: 3_000_000_000, columns: [{ name: 'price', quartiles: [1.75, 2, 2.25] }, { mean: null }] },
    });
    expect(await files.active(sessionId, await of('1'))).toEqual([dataset, dataset]);
    await expect(files.find('7', await of('2'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    hasActive = false;
    await expect(files.active(sessionId, await of('1'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'No active file: upload or activate one first.',
    });
    hasActive = true;
  });

  it('say that a subgraph does not answer', async () => {
    const nobody = createSubgraphSessionDirectory('http://127.0.0.1:1');
    await expect(nobody.active(await of('1'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
