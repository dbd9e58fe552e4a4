import { expect, it } from '@jest/globals';
import { codeCellsOf } from './code-cells.ts';
import { reportSoFar } from './report-so-far.ts';
import type { NewRunEvent, RunEvent } from './run-event.ts';

const logged = (events: readonly NewRunEvent[]): readonly RunEvent[] =>
  events.map((event, index) => ({ ...event, runId: 'run', seq: index + 1, at: new Date(0) }));
const written = (attempt: number, source: string): NewRunEvent => ({
  type: 'CodeWritten',
  subtask: 0,
  attempt,
  language: 'javascript',
  source,
});

it('tells what became of each piece of code', () => {
  const error = { name: 'TypeError', message: 'no' };
  const cells = codeCellsOf(
    logged([
      written(0, 'a'),
      { type: 'CodeFailed', subtask: 0, attempt: 0, error, output: 'p', willRepair: true, durationMs: 3 },
      written(1, 'b'),
      { type: 'CodeOutput', subtask: 0, attempt: 1, output: 'q', result: 0, notices: [], durationMs: 4 },
      written(2, 'c'),
    ]),
  );
  expect(cells).toMatchObject([
    { attempt: 0, source: 'a', output: 'p', error, durationMs: 3 },
    { attempt: 1, source: 'b', output: 'q', result: 0, durationMs: 4 },
    { attempt: 2, source: 'c', output: '' },
  ]);
  expect(cells[2]).not.toHaveProperty('durationMs');
});

it('shows code that was begun again once', () => {
  expect(codeCellsOf(logged([written(0, 'a'), written(0, 'b')]))).toMatchObject([{ source: 'b' }]);
});

it('puts text where it belongs, also when it was begun again', () => {
  const delta = (text: string, offset: number): NewRunEvent => ({ type: 'TextDelta', text, offset });
  expect(reportSoFar(logged([delta('Half of ', 0), delta('it', 8)]))).toBe('Half of it');
  expect(reportSoFar(logged([delta('Half of ', 0), delta('All', 0), delta(' of it', 3)]))).toBe('All of it');
});
