import { expect, test } from '@jest/globals';
import { analystStep } from '../messages-api/analyst-step.ts';
import { codeReply, jsonReply } from '../messages-api/messages-reply.ts';
import { question, recordCall, subtask, subtaskResult } from './claude-fixtures.ts';
import { startAnalyst } from './start-analyst.ts';

const answers: Readonly<Record<string, unknown>> = {
  classify: { interpretation: 'a', route: 'ADVISORY', mode: 'QUICK', subtasks: [] },
  decompose: { subtasks: [{ title: 'a', goal: 'b' }] },
  classifySubtasks: { kinds: ['ANALYSIS'] },
  plan: { steps: ['a'] },
  summarize: { analysis: '', visualization: '', code: '', userPreferences: '' },
};

test('every step sends a request of its own kind, once', async () => {
  await using running = await startAnalyst((request) => {
    const answer = answers[analystStep(request)];
    return answer ? jsonReply(answer) : codeReply('result(1)');
  });
  const { analyst, api } = running;
  const call = recordCall();
  const task = { subtask, earlier: [subtaskResult] };
  const failure = { code: 'a', error: { name: 'Error', message: 'b' }, output: '', repair: 1 };
  await analyst.classify(question, call);
  await analyst.decompose(question, call);
  await analyst.classifySubtasks(question, [subtask], call);
  await analyst.plan(question, subtask, call);
  await analyst.writeCode(question, task, call);
  await analyst.debug(question, task, failure, call);
  await analyst.report(question, [subtaskResult], call);
  await analyst.advise(question, call);
  await analyst.respond(question, subtask, call);
  await analyst.fallback(question, [subtaskResult], call);
  await analyst.summarize(question, { report: 'a', results: [subtaskResult] }, call);
  expect(api.requests.map(analystStep)).toEqual([
    ...['classify', 'decompose', 'classifySubtasks', 'plan', 'writeCode', 'debug'],
    ...['report', 'advise', 'respond', 'fallback', 'summarize'],
  ]);
});
