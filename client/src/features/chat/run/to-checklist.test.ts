import { describe, expect, it } from '@jest/globals';
import type { Step, Subtask } from '../events/run-state.ts';
import { toChecklist } from './to-checklist.ts';

function step(name: string, subtask: number | null = null): Step {
  return { step: name, label: name, subtask, repair: null, startedAt: '2026-01-15T10:30:00.000Z', ms: 1 };
}

function part(index: number): Subtask {
  return { index, title: `part ${index}`, kind: 'ANALYSIS' };
}

/** The checklist as text: parts with their steps in brackets. */
function textOf(steps: readonly Step[], subtasks: readonly Subtask[]): string {
  return toChecklist({ steps, subtasks })
    .map((item) =>
      item.kind === 'step' ? item.step.step : `${item.subtask.title}[${item.steps.map((each) => each.step).join(' ')}]`,
    )
    .join(', ');
}

describe('the checklist', () => {
  it('shows the steps of the whole run in order', () => {
    expect(textOf([step('a'), step('b')], [])).toBe('a, b');
  });

  it('puts the steps of a part together', () => {
    const steps = [step('a'), step('code', 0), step('run', 0), step('code', 1), step('report')];
    expect(textOf(steps, [part(0), part(1)])).toBe('a, part 0[code run], part 1[code], report');
  });

  it('shows parts that wait behind those that began', () => {
    expect(textOf([step('a')], [part(0), part(1)])).toBe('a, part 0[], part 1[]');
    expect(textOf([step('a'), step('code', 0), step('report')], [part(0), part(1)])).toBe(
      'a, part 0[code], part 1[], report',
    );
  });

  it('shows a step of an unknown part by itself', () => {
    expect(textOf([step('code', 3)], [])).toBe('code');
  });
});
