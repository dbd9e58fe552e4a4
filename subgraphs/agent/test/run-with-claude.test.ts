import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { apiKey } from './claude/claude-fixtures.ts';
import { startAnalyst } from './claude/start-analyst.ts';
import { codeReply, errorReply, jsonReply, refusalReply, textReply } from './messages-api/messages-reply.ts';
import { startAgent, typesOf, useStores } from './support/agent-fixture.ts';
import { sumCode } from './support/scripted-analyst.ts';

const interpretation = 'The sum of `amount`.';
const subtasks = [{ title: 'Sum', goal: 'The sum of amount', kind: 'ANALYSIS', steps: ['Add them up'] }];
const quick = jsonReply({ interpretation, route: 'EXPLORATORY', mode: 'QUICK', subtasks });
const memory = jsonReply({ analysis: 'The sum is 210.', visualization: '', code: '', userPreferences: '' });
const report = 'In all **210** was sold — 合計 210.';

describe.each(await storeKinds())('a run with Claude over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it('has its code written, repaired and reported on, and counts what it cost', async () => {
    const replies = [quick, codeReply('missing();'), codeReply(sumCode), textReply(report, { paceMs: 2 }), memory];
    await using claude = await startAnalyst(replies);
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    const ada = agent.person();
    const events = await ada.allEvents(await ada.ask('How much was sold?'));

    expect(events.at(-1)).toMatchObject({
      __typename: 'RunFinished',
      report,
      numbers: [
        { text: '210', verified: true, source: 'result.total of subtask 0' },
        { text: '210', verified: true },
      ],
    });
    expect(
      events.flatMap(({ __typename, attempt }) => (__typename.startsWith('Code') ? [[__typename, attempt]] : [])),
    ).toEqual([
      ['CodeWritten', 0],
      ['CodeFailed', 0],
      ['CodeWritten', 1],
      ['CodeOutput', 1],
    ]);
    expect(events.map(({ __typename, text }) => (__typename === 'TextDelta' ? text : '')).join('')).toBe(report);
    const usages = events.flatMap(({ usage }) =>
      usage === undefined ? [] : [usage as { modelCalls: number; cost: number }],
    );
    expect(usages.at(-1)?.modelCalls).toBe(5);
    expect(usages.at(-1)?.cost).toBeGreaterThan(0);
    expect(claude.api.requests).toHaveLength(5);
    expect(JSON.stringify(events)).not.toContain(apiKey);
  });

  it('asks twice at most before the first code of a quick answer runs', async () => {
    await using claude = await startAnalyst([quick, codeReply(sumCode), textReply(report), memory]);
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    const ada = agent.person();
    const events = await ada.allEvents(await ada.ask('How much was sold?', { mode: 'QUICK' }));
    const before = events.slice(0, typesOf(events).indexOf('CodeWritten'));
    const usages = before.flatMap(({ usage }) => (usage === undefined ? [] : [usage]));
    expect(usages.at(-1)).toMatchObject({ modelCalls: 2 });
  });

  it('hangs up on Claude when it is cancelled', async () => {
    const slow = textReply(report, { deltaCharacters: 2, stallAfter: 3, pingMs: 100 });
    await using claude = await startAnalyst([quick, codeReply(sumCode), slow]);
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    const ada = agent.person();
    const id = await ada.ask('How much was sold?');
    await ada.until(id, 'TextDelta');
    await ada.cancel(id);
    await claude.api.requests[2]?.abandoned; // the answer stalls for good
    expect(typesOf(await ada.allEvents(id)).at(-1)).toBe('RunCancelled');
  });

  it.each([
    ['cannot be asked', errorReply(401, 'authentication_error', 'invalid x-api-key'), 'ANALYST_UNAVAILABLE'],
    ['declines', refusalReply('cyber'), 'ANALYST_REFUSED'],
  ])('says so when Claude %s', async (_what, reply, code) => {
    await using claude = await startAnalyst([reply], { maxRetries: 0 });
    await using agent = await startAgent(stores(), workshop(), { analyst: claude.analyst });
    const ada = agent.person();
    const events = await ada.allEvents(await ada.ask('How much was sold?'));
    expect(events.at(-1)).toMatchObject({ __typename: 'RunFailed', error: { code } });
    expect(JSON.stringify(events)).not.toContain('x-api-key');
  });
});
