import { AppError } from '@mas/kit/errors';
import type { RerunCode, RerunPlan } from '../analyst/rerun-plan.ts';
import type { Run } from '../db/run.entity.ts';
import { codeCellsOf } from '../events/code-cells.ts';
import type { RunEvent } from '../events/run-event.ts';

/** Code to run in the place of what was run. */
export interface CodeEdit {
  readonly subtask: number;
  readonly source: string;
}

interface EarlierCode extends RerunCode {
  readonly language: string | undefined;
}

const maxSourceLength = 100_000;

/**
 * What a rerun of a run does. Its subtasks keep their numbers; those that the run never came to are left out.
 * @param events the run's PlanReady, CodeWritten, CodeOutput and CodeFailed.
 * @param language what the sandbox understands.
 * @throws AppError FAILED_PRECONDITION while the run is not finished or without code, BAD_USER_INPUT for an edit that cannot be.
 */
export function planRerun(
  run: Pick<Run, 'status' | 'subtasks' | 'rerunPlan'>,
  events: readonly RunEvent[],
  edits: readonly CodeEdit[],
  language: string,
): RerunPlan {
  if (run.status === 'QUEUED' || run.status === 'RUNNING') {
    throw new AppError('FAILED_PRECONDITION', 'This run is not finished: wait for its end, or cancel it first.');
  }
  const earlier = earlierCode(run, events);
  const plan = run.rerunPlan ?? planOf(run, events);
  if (earlier.size === 0 || plan === undefined) {
    throw new AppError('FAILED_PRECONDITION', 'This run has no code to run again: ask the question anew.');
  }
  const sources = checkEdits(edits, earlier);
  const code = [...earlier.values()].map((cell) => edited(cell, sources.get(cell.subtask)));
  const foreign = [...earlier.values()].find((cell) => (cell.language ?? language) !== language);
  if (foreign !== undefined) {
    throw new AppError(
      'FAILED_PRECONDITION',
      `This run's code is ${foreign.language ?? 'unknown'}, and ${language} is what runs here now: ask the question anew.`,
    );
  }
  const { classification, subtasks } = plan;
  const end = subtasks.findIndex(({ kind }, index) => kind !== 'DIRECT_RESPONSE' && !earlier.has(index));
  return { classification, subtasks: subtasks.slice(0, end === -1 ? undefined : end), code };
}

function planOf(run: Pick<Run, 'subtasks'>, events: readonly RunEvent[]): Omit<RerunPlan, 'code'> | undefined {
  const ready = events.findLast((event) => event.type === 'PlanReady');
  if (ready === undefined) return undefined;
  const { mode, interpretation } = ready;
  const subtasks = run.subtasks.map(({ title, goal, kind, steps }) => ({ title, goal, kind, plan: { steps } }));
  return { classification: { mode, interpretation }, subtasks };
}

/** The last attempt of each subtask; for those that a rerun did not come to, what it would have run. */
function earlierCode(
  { status, rerunPlan }: Pick<Run, 'status' | 'rerunPlan'>,
  events: readonly RunEvent[],
): ReadonlyMap<number, EarlierCode> {
  const planned = (rerunPlan?.code ?? []).map((code) => [code.subtask, { ...code, language: undefined }] as const);
  const ran = codeCellsOf(events).map(({ subtask, source, language, error }) => {
    const mayFail = status === 'SUCCEEDED' && error !== undefined;
    return [subtask, { subtask, source, language, mayFail }] as const;
  });
  const code = new Map<number, EarlierCode>([...planned, ...ran]); // attempts follow one another: the last one stays
  return new Map([...code].sort(([left], [right]) => left - right));
}

function edited({ subtask, source, mayFail }: EarlierCode, edit: string | undefined): RerunCode {
  if (edit === undefined || edit === source) return { subtask, source, mayFail };
  return { subtask, source: edit, mayFail: false };
}

function checkEdits(
  edits: readonly CodeEdit[],
  earlier: ReadonlyMap<number, EarlierCode>,
): ReadonlyMap<number, string> {
  const sources = new Map<number, string>();
  for (const { subtask, source } of edits) {
    const problem = problemOf(source);
    if (!earlier.has(subtask)) throw badEdit(`Subtask ${subtask} has no code to edit.`);
    if (sources.has(subtask)) throw badEdit(`Subtask ${subtask} is edited twice.`);
    if (problem !== undefined) throw badEdit(`The code of subtask ${subtask} ${problem}.`);
    sources.set(subtask, source);
  }
  return sources;
}

function problemOf(source: string): string | undefined {
  if (source.trim() === '') return 'is empty';
  if (source.length > maxSourceLength) return `is longer than ${maxSourceLength} characters`;
  return source.includes('\0') ? 'holds a NUL character' : undefined;
}

function badEdit(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field: 'edits' });
}
