import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { RunEvent } from '../graph/run-event.ts';
import { emptyRecord } from '../run-record.ts';
import { createProgressPrinter } from './progress-printer.ts';

function start(isVerbose = false) {
  const output = new PassThrough({ encoding: 'utf8' });
  const printer = createProgressPrinter({ output, isVerbose, beforeLine: () => undefined });
  return { printer, read: () => String(output.read() ?? '') };
}

const subtasks = [
  { index: 0, title: 'Means', kind: 'ANALYSIS' },
  { index: 1, title: 'Chart', kind: 'VISUALIZATION' },
];
const plan: RunEvent = { __typename: 'PlanReady', seq: 1, mode: 'QUICK', interpretation: 'Means by origin.', subtasks };
const output: RunEvent = {
  __typename: 'CodeOutput',
  seq: 4,
  subtask: 0,
  attempt: 1,
  output: 'printed',
  result: 1,
  notices: ['Output was cut.'],
  durationMs: 3,
};
const failed = (subtask: number, willRepair: boolean): RunEvent => ({
  __typename: 'CodeFailed',
  seq: 3,
  subtask,
  attempt: 0,
  codeError: { name: 'TypeError', message: 'x is not\n a function', line: 3 },
  output: '',
  willRepair,
});

describe('the printed progress', () => {
  it('shows the plan as a checklist that fills in', () => {
    const { printer, read } = start();
    printer.event(plan);
    expect(read()).toBe('Plan (quick): Means by origin.\n  [ ] 1. Means\n  [ ] 2. Chart\n');
    printer.event(output);
    expect(read()).toBe('  Output was cut.\n  [x] 1. Means\n');
    printer.event({ __typename: 'RunFinished', seq: 9, report: '', numbers: [], totalMs: 1 });
    expect(read()).toBe('  [x] 2. Chart\n');
  });

  it('tells of failures and repairs', () => {
    const { printer, read } = start();
    printer.event(plan);
    read();
    printer.event(failed(0, true));
    const repair = { step: 'debugging', label: 'Repairing the code', ofSubtask: 0, repair: 1 };
    printer.event({ __typename: 'StepStarted', seq: 4, ...repair });
    expect(read()).toBe('  TypeError: x is not a function in line 3; repairing\n  Repairing the code (repair 1)\n');
    printer.event(failed(1, false));
    expect(read()).toBe('  TypeError: x is not a function in line 3\n  [!] 2. Chart\n');
  });

  it('shows code and what it prints only when it is verbose', () => {
    const written: RunEvent = {
      __typename: 'CodeWritten',
      seq: 2,
      subtask: 0,
      attempt: 0,
      language: 'javascript',
      source: 'one\ntwo\n',
    };
    const quiet = start();
    quiet.printer.event(written);
    expect(quiet.read()).toBe('');
    const verbose = start(true);
    verbose.printer.event(written);
    verbose.printer.event(output);
    expect(verbose.read()).toBe('    one\n    two\n    printed\n  Output was cut.\n');
  });

  it('ends with the files, the time, the tokens and the cost', () => {
    const { printer, read } = start();
    const usage = {
      modelCalls: 2,
      inputTokens: 1200,
      outputTokens: 300,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      cost: 0.0123,
    };
    const timings = { firstEventMs: 1, firstTextMs: 2, totalMs: 3210 };
    const record = { ...emptyRecord('q'), analyst: 'offline', usage, timings };
    printer.finish(record, ['/a/chart.png']);
    expect(read()).toBe('Saved /a/chart.png\nAnswered by offline in 3.2 s, 1,500 tokens, $0.0123\n');
    printer.finish({ ...record, error: { code: 'X', message: 'It broke.' } }, []);
    expect(read()).toBe('No answer: It broke.\nEnded by offline in 3.2 s, 1,500 tokens, $0.0123\n');
    printer.finish({ ...emptyRecord('q'), error: { code: 'X', message: 'It never began.' } }, []);
    expect(read()).toBe('No answer: It never began.\n');
  });
});
