import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from './graph/run-event.ts';
import { emptyRecord, withError, withEvent } from './run-record.ts';

const numbers = [{ text: '3', value: 3, start: 0, end: 1, verified: true, source: 'result of subtask 0' }];
const chart = {
  id: 'c',
  subtask: 0,
  kind: 'CHART',
  title: 'Bars',
  spec: { mark: 'bar' },
  svg: '<svg/>',
  png: 'AA==',
} as const;
const usage = { modelCalls: 2, inputTokens: 10, outputTokens: 5, cacheReadTokens: 1, cacheWriteTokens: 0, cost: 0.01 };
const codeError = { name: 'TypeError', message: 'no', line: 2 };

const events: readonly RunEvent[] = [
  { __typename: 'RunStarted', seq: 1, analyst: 'offline', sandbox: 'javascript in process' },
  { __typename: 'StepStarted', seq: 2, step: 'decomposition', label: 'Planning', ofSubtask: null, repair: null },
  { __typename: 'StepFinished', seq: 3, step: 'decomposition', ofSubtask: null, ms: 12 },
  { __typename: 'PlanReady', seq: 4, mode: 'QUICK', interpretation: 'Count.', subtasks: [] },
  { __typename: 'CodeWritten', seq: 5, subtask: 0, attempt: 0, language: 'javascript', source: 'bad' },
  { __typename: 'CodeFailed', seq: 6, subtask: 0, attempt: 0, codeError, output: 'x', willRepair: true },
  { __typename: 'CodeWritten', seq: 7, subtask: 0, attempt: 1, language: 'javascript', source: 'good' },
  {
    __typename: 'CodeOutput',
    seq: 8,
    subtask: 0,
    attempt: 1,
    output: 'y',
    result: { n: 3 },
    notices: [],
    durationMs: 4,
  },
  { __typename: 'ArtifactCreated', seq: 9, artifact: chart },
  { __typename: 'UsageUpdated', seq: 10, usage },
  { __typename: 'TextDelta', seq: 11, text: '3', offset: 0 },
  { __typename: 'TextDelta', seq: 12, text: ' rows', offset: 1 },
];
const fold = (all: readonly RunEvent[]) =>
  all.reduce((record, event) => withEvent(record, event, event.seq * 10), emptyRecord('How many?'));

describe('the record of a run', () => {
  it('holds what its events told', () => {
    const finished: RunEvent = { __typename: 'RunFinished', seq: 13, report: '3 rows', numbers, totalMs: 99 };
    expect(fold([...events, finished])).toEqual({
      question: 'How many?',
      mode: 'quick',
      analyst: 'offline',
      answer: '3 rows',
      numbers,
      artifacts: [chart],
      code: [
        {
          subtask: 0,
          attempt: 0,
          language: 'javascript',
          source: 'bad',
          output: 'x',
          result: null,
          error: codeError,
          durationMs: null,
        },
        {
          subtask: 0,
          attempt: 1,
          language: 'javascript',
          source: 'good',
          output: 'y',
          result: { n: 3 },
          error: null,
          durationMs: 4,
        },
      ],
      steps: [{ name: 'decomposition', subtask: null, ms: 12 }],
      usage,
      timings: { firstEventMs: 10, firstTextMs: 110, totalMs: 130 },
      error: null,
    });
  });

  it('keeps what was written before a run failed', () => {
    const error = { code: 'ANALYST_UNAVAILABLE', message: 'Try again later.' };
    const record = fold([...events, { __typename: 'RunFailed', seq: 13, error }]);
    expect(record).toMatchObject({ answer: '3 rows', error, timings: { totalMs: 130 } });
  });

  it('holds a text once that was written again from some place', () => {
    const again: RunEvent = { __typename: 'TextDelta', seq: 13, text: '3 columns', offset: 0 };
    expect(fold([...events, again]).answer).toBe('3 columns');
  });

  it('says of a cancelled run that it was', () => {
    expect(fold([{ __typename: 'RunCancelled', seq: 1 }]).error).toMatchObject({ code: 'RUN_CANCELLED' });
  });

  it('says why no run came about', () => {
    const record = withError(emptyRecord('q'), { code: 'NOT_FOUND', message: 'No file.' }, 7);
    expect(record.error).toEqual({ code: 'NOT_FOUND', message: 'No file.' });
    expect(record.timings).toEqual({ firstEventMs: null, firstTextMs: null, totalMs: 7 });
  });
});
