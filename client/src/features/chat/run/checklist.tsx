import { Check, Circle } from 'lucide-react';
import { formatDuration } from '../../../lib/format.ts';
import { Spinner } from '../../../ui/spinner.tsx';
import type { Mode, Step, Subtask } from '../events/run-state.ts';
import { toChecklist } from './to-checklist.ts';

interface ChecklistProps {
  readonly steps: readonly Step[];
  readonly subtasks: readonly Subtask[];
  readonly mode: Mode;
}

const kinds: Readonly<Record<Subtask['kind'], string>> = {
  ANALYSIS: 'analysis',
  VISUALIZATION: 'chart',
  DIRECT_RESPONSE: 'words',
};

export function Checklist({ steps, subtasks, mode }: ChecklistProps) {
  return (
    <ol className="grid gap-1">
      {toChecklist({ steps, subtasks }).map((item) =>
        item.kind === 'step' ? (
          <StepLine key={keyOf(item.step)} step={item.step} mode={mode} />
        ) : (
          <li key={`part ${item.subtask.index}`} className="grid gap-1 py-1">
            <p className="flex items-center gap-2">
              {item.steps.length === 0 && <Circle aria-label="waits" size={14} className="shrink-0 text-muted" />}
              <span className="min-w-0 font-medium break-words">{item.subtask.title}</span>
              <span className="shrink-0 rounded-full bg-raised px-2 text-xs text-muted">
                {kinds[item.subtask.kind]}
              </span>
            </p>
            {item.steps.length > 0 && (
              <ol className="ml-1.5 grid gap-1 border-l border-line pl-3">
                {item.steps.map((step) => (
                  <StepLine key={keyOf(step)} step={step} mode={mode} />
                ))}
              </ol>
            )}
          </li>
        ),
      )}
    </ol>
  );
}

function keyOf({ step, startedAt, repair }: Step): string {
  return `${step} ${startedAt} ${repair ?? 0}`;
}

function StepLine({ step: { label, repair, ms, step }, mode }: { readonly step: Step; readonly mode: Mode }) {
  const isRunning = ms === undefined;
  return (
    <li className="flex items-center gap-2">
      {isRunning ? <Spinner size={14} /> : <Check aria-label="done" size={14} className="shrink-0 text-success" />}
      <span className="min-w-0 break-words">
        {label}
        {repair !== null && step === 'debugging' && `, repair ${repair} of ${mode === 'QUICK' ? 2 : 5}`}
      </span>
      {!isRunning && <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">{formatDuration(ms)}</span>}
    </li>
  );
}
