import type { Analyst, AnalystCall } from '../../src/analyst/analyst.ts';
import type { StepName } from '../../src/graph/step-names.ts';
import { quick, sumCode, technical, write } from './scripted-analyst.ts';

/** Where the analyst waits in a step until it is let go on, and what it does otherwise. */
export type HeldStage = readonly [
  step: StepName,
  script: (hold: (call: AnalystCall) => Promise<void>) => Partial<Analyst>,
];

/** Every step in which a run waits for the analyst. */
export const heldStages: readonly HeldStage[] = [
  ['mode_classification', (hold) => ({ classify: async (_context, call) => (await hold(call), quick) })],
  [
    'decomposition',
    (hold) => ({
      classify: () => Promise.resolve(technical),
      decompose: async (_context, call) => (await hold(call), [{ title: 'A', goal: 'a' }]),
    }),
  ],
  ['code_generation', (hold) => ({ writeCode: async (_context, _task, call) => (await hold(call), sumCode) })],
  [
    'debugging',
    (hold) => ({
      writeCode: () => Promise.resolve('missing();'),
      debug: async (_context, _task, _failure, call) => (await hold(call), sumCode),
    }),
  ],
  [
    'report',
    (hold) => ({
      report: async (_context, _results, call) => {
        call.onText('The total ');
        await hold(call);
        return write(call, ['is 210.']);
      },
    }),
  ],
  [
    'memory_save',
    (hold) => ({
      summarize: async (_context, _exchange, call) => {
        await hold(call);
        return { analysis: '', visualization: '', code: '', userPreferences: '' };
      },
    }),
  ],
];
