import type { Step, Subtask } from '../events/run-state.ts';

/** A line of the checklist: a step of the whole run, or a part of the question with its own steps. */
export type ChecklistItem =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'part'; readonly subtask: Subtask; readonly steps: readonly Step[] };

interface Plan {
  readonly steps: readonly Step[];
  readonly subtasks: readonly Subtask[];
}

/** What was done and what is planned, in order: parts that wait stand behind those that began. */
export function toChecklist({ steps, subtasks }: Plan): readonly ChecklistItem[] {
  const partOf = new Map(subtasks.map((subtask) => [subtask.index, subtask]));
  const started = new Set(steps.map(({ subtask }) => subtask));
  const items: ChecklistItem[] = [];
  const placed = new Set<number>();
  for (const step of steps) {
    const part = step.subtask === null ? undefined : partOf.get(step.subtask);
    if (part === undefined) items.push({ kind: 'step', step });
    else if (!placed.has(part.index)) {
      placed.add(part.index);
      items.push({ kind: 'part', subtask: part, steps: steps.filter(({ subtask }) => subtask === part.index) });
    }
  }
  const waiting = subtasks.filter(({ index }) => !started.has(index));
  const lastPart = items.findLastIndex(({ kind }) => kind === 'part');
  items.splice(
    lastPart < 0 ? items.length : lastPart + 1,
    0,
    ...waiting.map((subtask) => ({ kind: 'part', subtask, steps: [] }) as const),
  );
  return items;
}
