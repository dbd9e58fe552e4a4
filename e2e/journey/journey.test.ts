import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Person, registerPerson } from '../support/person.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';
import { root } from '../support/root.ts';

const penguins = join(root, 'examples/penguins.csv');
const finalTypes = ['RunFinished', 'RunFailed', 'RunCancelled'];

describe('the journey of a new user', () => {
  let system: RunningStack;
  let person: Person;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    system = opened.use(await startStack());
    person = opened.use(await registerPerson(system.gatewayUrl));
  });
  afterAll(() => opened.disposeAsync());

  const answer = async (runId: string) => {
    const fields =
      '__typename seq ... on RunFinished { report numbers { text verified } } ... on RunFailed { error { code message } }';
    return (await person.lastEvent(runId, fields)) as {
      __typename: string;
      report: string;
      numbers: { text: string; verified: boolean }[];
    };
  };

  it('opens a session and uploads a dataset', async () => {
    const { createSession } = await person.must<{ createSession: { active: boolean } }>(
      'mutation { createSession(title: "Penguins") { id title active } }',
    );
    expect(createSession).toMatchObject({ title: 'Penguins', active: true });

    const { data, errors } = await person.upload(penguins);
    expect(errors).toEqual([]);
    const file = data['uploadFile'] as unknown as { name: string; summary: string; profile: { rows: number } };
    expect(file).toMatchObject({ name: 'penguins', profile: { rows: 344 } });
    expect(file.summary).toMatch(
      /^The dataset has \*\*344 rows\*\* and \*\*7 columns\*\*\.\n\nIt contains the following features:\n\n- \*\*species\*\*: `object`\n/,
    );
  });

  it('answers a question with right numbers, a chart and code', async () => {
    const runId = await person.ask('What is the average body mass by species?');
    const { __typename, report, numbers } = await answer(runId);
    expect(__typename).toBe('RunFinished');
    // From the file itself, by another program: awk -F, '$6 != "" {s[$1] += $6; n[$1]++} END {for (k in s) print k, s[k] / n[k]}'
    for (const mean of [/3,?700\.66/, /3,?733\.09/, /5,?076\.02/]) expect(report).toMatch(mean);
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers.filter(({ verified }) => !verified)).toEqual([]);

    const { run } = await person.must<{
      run: { artifacts: { kind: string; svg: string; png: string }[]; code: { source: string }[] };
    }>(
      'query ($id: ID!) { run(id: $id) { status artifacts { kind title svg png spec } code { source output } usage { cost } } }',
      { id: runId },
    );
    expect(run.code[0]?.source).toContain('sql(');
    const chart = run.artifacts.find(({ kind }) => kind === 'CHART');
    expect(chart?.svg).toMatch(/^<svg/);
    expect(
      Buffer.from(chart?.png ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('delivers fields of three services with each event', async () => {
    const runId = await person.ask('How many penguins are there?');
    const fields = '__typename seq run { id session { title user { email } } file { name } }';
    const events = await Array.fromAsync(person.events(runId, fields));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    for (const { run } of events) {
      expect(run).toEqual({
        id: runId,
        session: { title: 'Penguins', user: { email: person.email } },
        file: { name: 'penguins' },
      });
    }
    expect(finalTypes).toContain(events.at(-1)?.['__typename']);
  });

  it('goes on without a gap after the connection was lost', async () => {
    const runId = await person.ask('Describe the dataset in detail');
    const seen: number[] = [];
    for (let isDone = false; !isDone;) {
      const events = person.events(runId, '__typename seq', seen.at(-1) ?? 0);
      for await (const { seq, __typename } of events) {
        seen.push(seq as number); // the schema says Int!
        isDone = finalTypes.includes(String(__typename));
        if (seen.length % 3 === 0) break;
      }
    }
    expect(seen).toEqual(seen.map((_seq, index) => index + 1));
  });

  it('tells the same over server-sent events', async () => {
    const runId = await person.ask('What is the median flipper length?');
    const query = 'subscription ($runId: ID!) { runEvents(runId: $runId) { __typename seq } }';
    const overSocket = await Array.fromAsync(person.events(runId, '__typename seq'));
    const response = await fetch(`${system.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${person.token}`,
      },
      body: JSON.stringify({ query, variables: { runId } }),
    });
    const overHttp = [...(await response.text()).matchAll(/^data: (\{.*\})$/gm)].map(
      ([, json]) => (JSON.parse(json ?? '') as { data: { runEvents: unknown } }).data.runEvents,
    );
    expect(overHttp).toEqual(overSocket);
  });

  it('stops a run', async () => {
    const runId = await person.ask('Give a detailed technical report on every column and all correlations');
    const { cancelRun } = await person.must<{ cancelRun: { status: string } }>(
      'mutation ($id: ID!) { cancelRun(id: $id) { status } }',
      { id: runId },
    );
    expect(['CANCELLED', 'RUNNING', 'QUEUED']).toContain(cancelRun.status);
    const { __typename } = await answer(runId);
    expect(__typename).toBe('RunCancelled');
  });

  it('remembers the conversation', async () => {
    const { me } = await person.must<{
      me: { activeSession: { conversation: { question: string; answer: string }[] } };
    }>('{ me { activeSession { conversation { question answer } } } }');
    expect(me.activeSession.conversation[0]).toMatchObject({
      question: 'What is the average body mass by species?',
      answer: expect.stringContaining('species'),
    });
  });

  it('ends in good order and keeps its data over a restart', async () => {
    const response = await fetch(`${system.gatewayUrl}/readyz`);
    expect(response.status).toBe(200);
    system.process.kill('SIGTERM');
    while (system.process.exitCode === null) await setTimeout(50);
    expect(system.process.exitCode).toBe(0);

    await using again = await startStack({ DATA_DIR: system.dataDirectory });
    const authorization = `Bearer ${person.token}`;
    const answer = await fetch(`${again.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({
        query: '{ me { email activeSession { title activeFile { name } runs { totalCount } } } }',
      }),
    });
    expect(await answer.json()).toMatchObject({
      data: { me: { email: person.email, activeSession: { title: 'Penguins', activeFile: { name: 'penguins' } } } },
    });
  });
});
