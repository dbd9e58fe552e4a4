import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import * as ss from 'simple-statistics';
import type { Analyst } from '../src/analyst/analyst.ts';
import { createOfflineAnalyst } from '../src/analyst/offline/offline-analyst.ts';
import { startAnalyst } from './claude/start-analyst.ts';
import { codeReply, jsonReply, textReply } from './messages-api/messages-reply.ts';
import { cityOf, purchases as purchaseRows } from './offline/joined-datasets.ts';
import { startAgent, type TestEvent, useStores } from './support/agent-fixture.ts';
import { quick, scriptedAnalyst } from './support/scripted-analyst.ts';
import { openSeveralFiles, type SeveralFiles } from './support/several-files.ts';

const meanInOslo = ss.mean(
  purchaseRows.rows.filter(({ customer_id }) => cityOf(customer_id) === 'Oslo').map(({ price }) => Number(price)),
);
const joinCode = `const [oslo] = sql(\`SELECT avg(price) AS mean FROM data JOIN customers USING (customer_id) WHERE city = 'Oslo'\`);
result(oslo);`;
const filesOfRun = 'query ($id: ID!) { run(id: $id) { status file { id } files { id } } }';

describe.each(await storeKinds())('runs about several files over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  let files: SeveralFiles;
  beforeAll(async () => {
    files = await openSeveralFiles('1');
  });
  afterAll(async () => {
    await files[Symbol.asyncDispose]();
  });

  const start = (analyst: Analyst, own = files) =>
    startAgent(stores(), workshop(), { analyst, blobs: own.blobs }, own.directory);
  const outputOf = (events: readonly TestEvent[]) =>
    events.find(({ __typename }) => __typename === 'CodeOutput')?.['result'];
  const running = (code: string) => scriptedAnalyst({ writeCode: () => Promise.resolve(code) });

  it('say in their order which files they are about; a file that is named is the only one', async () => {
    await using agent = await start(running(joinCode));
    const ada = agent.person('1');
    const id = await ada.ask('What is the mean price in Oslo?');
    await ada.allEvents(id);
    const { purchases, customers } = files;
    expect(await ada.data(filesOfRun, { id })).toEqual({
      run: {
        status: 'SUCCEEDED',
        file: { id: purchases.fileId },
        files: [{ id: purchases.fileId }, { id: customers.fileId }],
      },
    });
    const named = await ada.data<{ ask: { id: string } }>(
      'mutation ($file: ID!) { ask(question: "How many?", fileId: $file) { id } }',
      { file: customers.fileId },
    );
    await ada.allEvents(named.ask.id);
    expect(await ada.data(filesOfRun, { id: named.ask.id })).toMatchObject({
      run: { file: { id: customers.fileId }, files: [{ id: customers.fileId }] },
    });
    const session = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    const lists = `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) {
      ... on Session { runs { nodes { files { id } } } conversation { run { files { id } } } } } }`;
    expect(await ada.data(lists, { id: session })).toMatchObject({
      _entities: [
        {
          runs: { nodes: [{ files: [{ id: '22' }] }, { files: [{ id: '21' }, { id: '22' }] }] },
          conversation: [{ run: { files: [{ id: '21' }, { id: '22' }] } }, { run: { files: [{ id: '22' }] } }],
        },
      ],
    });
  });

  it('join them by code that Claude wrote, who was told of both and of the notes', async () => {
    const columnNotes = [{ column: 'city', note: 'Where the customer lives' }];
    files.activate(files.purchases, { ...files.customers, description: 'Everybody who has an account', columnNotes });
    const subtasks = [{ title: 'Mean', goal: 'The mean price in Oslo', kind: 'ANALYSIS', steps: ['Join'] }];
    const plan = jsonReply({ interpretation: 'The mean price.', route: 'EXPLORATORY', mode: 'QUICK', subtasks });
    const memory = jsonReply({ analysis: '', visualization: '', code: '', userPreferences: '' });
    const report = `The mean price in Oslo is ${meanInOslo.toFixed(3)}.`;
    await using claude = await startAnalyst([plan, codeReply(joinCode), textReply(report), memory]);
    await using agent = await start(claude.analyst);
    const ada = agent.person('1');
    const events = await ada.allEvents(await ada.ask('What is the mean price in Oslo?'));
    files.activate(files.purchases, files.customers);

    expect((outputOf(events) as { mean: number }).mean).toBeCloseTo(meanInOslo, 9);
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFinished', numbers: [{ verified: true }] });
    const told = JSON.stringify(claude.api.requests[0]?.body.system);
    for (const fact of [
      'table: data, also purchases',
      'table: customers',
      'Where the customer lives',
      'Everybody who has',
    ]) {
      expect(told).toContain(fact);
    }
    expect(claude.api.requests.every(({ body }) => JSON.stringify(body.system) === told)).toBe(true);
  });

  it('join them by code of the offline analyst', async () => {
    await using agent = await start(createOfflineAnalyst());
    const ada = agent.person('1');
    const events = await ada.allEvents(await ada.ask('What is the mean price where the city is Oslo?'));
    const { report, numbers } = events.at(-1) as TestEvent & {
      report: string;
      numbers: { value: number; verified: boolean }[];
    };
    expect(report).toContain('I joined `purchases` with `customers` on `customer_id`');
    expect(numbers.some(({ value }) => Math.abs(value - meanInOslo) < 0.01)).toBe(true);
    expect(numbers.every(({ verified }) => verified)).toBe(true);
  });

  it('keep the variables of the first file, whatever is active beside it', async () => {
    await using agent = await start(running('const kept = [1, 2, 3]; result(kept.length);'));
    const ada = agent.person('1');
    await ada.allEvents(await ada.ask('Keep this'));
    files.activate(files.purchases);
    await using next = await startAgent(
      stores(),
      workshop(),
      { analyst: running('result(kept);'), blobs: files.blobs, databaseName: agent.databaseName },
      { ...files.directory, addSession: () => '' },
    );
    const again = next.person('1');
    expect(outputOf(await again.allEvents(await again.ask('What was kept?')))).toEqual([1, 2, 3]);
    files.activate(files.purchases, files.customers);
  });

  it('go on about what was active when they were asked', async () => {
    let classify: () => void = () => undefined;
    const isDeactivated = new Promise<void>((resolve) => (classify = resolve));
    await using agent = await start(
      scriptedAnalyst({ classify: () => isDeactivated.then(() => quick), writeCode: () => Promise.resolve(joinCode) }),
    );
    const ada = agent.person('1');
    const id = await ada.ask('What is the mean price in Oslo?');
    files.activate(files.purchases);
    classify();
    const events = await ada.allEvents(id);
    files.activate(files.purchases, files.customers);
    expect((outputOf(events) as { mean: number }).mean).toBeCloseTo(meanInOslo, 9);
  });

  it('fail and name the file when one was deleted meanwhile', async () => {
    await using own = await openSeveralFiles('1');
    await own.blobs.delete(own.customers.storageUri);
    await using agent = await start(running(`result(sql('SELECT count(*) AS n FROM data')[0].n)`), own);
    const ada = agent.person('1');
    const events = await ada.allEvents(await ada.ask('What is the mean price in Oslo?'));
    expect(events.at(-1)).toMatchObject({
      __typename: 'RunFailed',
      error: { code: 'NOT_FOUND', message: expect.stringContaining('The file “customers” was deleted') },
    });
    own.activate(own.purchases);
    const later = await ada.allEvents(await ada.ask('How many?'));
    expect(outputOf(later)).toBe(purchaseRows.rows.length);
  });

  it('are nothing that a stranger can start, or reach into', async () => {
    await using agent = await start(running(joinCode));
    const ada = agent.person('1');
    const id = await ada.ask('What is the mean price in Oslo?');
    await ada.allEvents(id);
    const eve = agent.person('2');
    const codes = async (query: string, variables: object) =>
      (await eve.send(query, { ...variables })).errors.map(({ extensions }) => extensions?.['code']);
    expect(await codes(filesOfRun, { id })).toEqual(['NOT_FOUND']);
    for (const fileId of [files.purchases.fileId, files.customers.fileId]) {
      const ask = 'mutation ($fileId: ID!) { ask(question: "?", fileId: $fileId) { id } }';
      expect(await codes(ask, { fileId })).toEqual(['NOT_FOUND']);
    }
    expect(await codes('mutation { ask(question: "?") { id } }', {})).toEqual(['NOT_FOUND']);
  });
});
