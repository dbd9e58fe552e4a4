import { describe, expect, it } from '@jest/globals';
import type { RunEvent } from './run-events.ts';
import { applyEvents, initialRunState, type RunState } from './run-state.ts';

const at = '2026-01-15T10:30:00.000Z';

type NewEvent = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, 'seq' | 'at'> : never) : never;

/** The state after these events, numbered from 1. */
function after(...events: readonly NewEvent[]): RunState {
  return applyEvents(
    initialRunState,
    events.map((event, index) => ({ ...event, seq: index + 1, at })),
  );
}

function text(content: string, offset: number): NewEvent {
  return { __typename: 'TextDelta', text: content, offset };
}

function started(step: string, ofSubtask: number | null = null, repair: number | null = null): NewEvent {
  return { __typename: 'StepStarted', step, label: step, ofSubtask, repair };
}

function finished(step: string, ms: number, ofSubtask: number | null = null): NewEvent {
  return { __typename: 'StepFinished', step, ofSubtask, ms };
}

const written: NewEvent = {
  __typename: 'CodeWritten',
  subtask: 0,
  attempt: 0,
  language: 'javascript',
  source: 'print(1)',
};
const output: NewEvent = {
  __typename: 'CodeOutput',
  subtask: 0,
  attempt: 0,
  output: '1',
  result: { mean: 1 },
  durationMs: 5,
};

describe('the state of a run', () => {
  it('joins the pieces of the report', () => {
    expect(after(text('The mean', 0), text(' is 4.', 8)).report).toBe('The mean is 4.');
  });

  it('writes over what a step that began again had written', () => {
    expect(after(text('Heading. ', 0), text('The maen is', 9), text('The mean is 4.', 9)).report).toBe(
      'Heading. The mean is 4.',
    );
  });

  it('does not apply an event twice', () => {
    const state = after(text('a', 0), text('b', 1));
    const again = applyEvents(state, [{ __typename: 'TextDelta', seq: 2, at, text: 'b', offset: 1 }]);
    expect(again).toBe(state);
    expect(again.seq).toBe(2);
  });

  it('has a step under way until it ends', () => {
    const state = after(started('execution', 0), finished('execution', 12, 0), started('report'));
    expect(state.steps.map(({ step, ms }) => [step, ms])).toEqual([
      ['execution', 12],
      ['report', undefined],
    ]);
  });

  it('ends the attempt of a step that was repeated, not the one before', () => {
    const state = after(
      started('execution', 0),
      finished('execution', 1, 0),
      started('execution', 0, 1),
      finished('execution', 2, 0),
    );
    expect(state.steps.map(({ repair, ms }) => [repair, ms])).toEqual([
      [null, 1],
      [1, 2],
    ]);
  });

  it('drops a step that was cut off when another begins', () => {
    const state = after(started('execution', 0), started('code_generation', 0));
    expect(state.steps.map(({ step }) => step)).toEqual(['code_generation']);
  });

  it('fills in what code gave, and replaces code that was written again', () => {
    expect(after(written, output).cells).toMatchObject([{ source: 'print(1)', output: '1', result: { mean: 1 } }]);
    expect(after(written, output, { ...written, source: 'print(2)' }).cells).toEqual([
      { subtask: 0, attempt: 0, language: 'javascript', source: 'print(2)', output: '' },
    ]);
  });

  it('keeps what code printed when its charts fail afterwards', () => {
    const failed: NewEvent = {
      __typename: 'CodeFailed',
      subtask: 0,
      attempt: 0,
      output: '',
      error: { name: 'ChartError', message: 'No such column.', line: null },
    };
    expect(after(written, output, failed).cells).toMatchObject([
      { output: '1', durationMs: 5, error: { name: 'ChartError' } },
    ]);
  });

  it('ends with the answer, the failure, or the stop', () => {
    expect(after({ __typename: 'RunFinished', report: 'All of it.', numbers: [] })).toMatchObject({
      status: 'SUCCEEDED',
      report: 'All of it.',
    });
    expect(after({ __typename: 'RunCancelled' }).status).toBe('CANCELLED');
    const failure = (code: string) => after({ __typename: 'RunFailed', error: { code, message: 'Ask again.' } });
    expect(failure('ANALYST_UNAVAILABLE').status).toBe('FAILED');
    expect(failure('RUN_INTERRUPTED').status).toBe('INTERRUPTED');
  });

  it('has nothing under way once the run is over', () => {
    expect(after(started('execution', 0), { __typename: 'RunCancelled' }).steps).toEqual([]);
  });
});
