import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { createOfflineAnalyst } from '../src/analyst/offline/offline-analyst.ts';
import { startAgent, typesOf, useStores } from './support/agent-fixture.ts';

describe.each(await storeKinds())('a run of the offline analyst over $name', (kind) => {
  const { stores, workshop } = useStores(kind);
  const start = () => startAgent(stores(), workshop(), { analyst: createOfflineAnalyst() });

  it('answers with code, a chart, a report and numbers that were computed', async () => {
    await using agent = await start();
    const ada = agent.person();
    const id = await ada.ask('mean price by region');
    const events = await ada.allEvents(id);

    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(typesOf(events)[0]).toBe('RunStarted');
    expect(typesOf(events).at(-1)).toBe('RunFinished');
    expect(typesOf(events)).toEqual(expect.arrayContaining(['PlanReady', 'CodeWritten', 'CodeOutput', 'TextDelta']));
    const finished = events.at(-1) as unknown as { report: string; numbers: { value: number; verified: boolean }[] };
    const streamed = events.map((event) => (event.__typename === 'TextDelta' ? String(event['text']) : '')).join('');
    expect(streamed).toBe(finished.report);
    for (const mean of [2.5, 5, 6.5]) {
      expect(finished.numbers).toContainEqual(expect.objectContaining({ value: mean, verified: true }));
    }
    const chart = events.find((event) => (event['artifact'] as { kind?: string } | undefined)?.kind === 'CHART');
    const { svg, png } = chart?.['artifact'] as { svg: string; png: string };
    expect(svg).toContain('<svg');
    expect(Buffer.from(png, 'base64').subarray(1, 4).toString()).toBe('PNG');
  });

  it('is a view of its log when it is asked for later', async () => {
    await using agent = await start();
    const ada = agent.person();
    const id = await ada.ask('mean price by region');
    const events = await ada.allEvents(id);
    const { run } = await ada.data<{ run: Record<string, unknown> }>(
      `query ($id: ID!) { run(id: $id) {
        id question mode status lastSeq report analyst sandbox error { code }
        subtasks { index kind } code { subtask attempt language source output result error { name } durationMs }
        artifacts { id kind title } numbers { text verified } usage { modelCalls cost } timings { step subtask ms }
        session { id } file { id } createdAt startedAt finishedAt events(after: 1, first: 2) { seq }
      } }`,
      { id },
    );
    const written = events.find(({ __typename }) => __typename === 'CodeWritten');
    expect(run).toMatchObject({
      id,
      question: 'mean price by region',
      mode: 'QUICK',
      status: 'SUCCEEDED',
      lastSeq: events.length,
      report: events.at(-1)?.['report'],
      analyst: 'offline',
      sandbox: expect.stringMatching(/^javascript in (bwrap|unshare|seatbelt|process)$/),
      error: null,
      file: { id: '7' },
      events: [{ seq: 2 }, { seq: 3 }],
    });
    expect(run['code']).toEqual([expect.objectContaining({ subtask: 0, attempt: 0, source: written?.['source'] })]);
    const steps = events.filter(({ __typename }) => __typename === 'StepFinished');
    expect(run['timings']).toEqual(steps.map(({ step, of, ms }) => ({ step, subtask: of, ms })));
  });
});
