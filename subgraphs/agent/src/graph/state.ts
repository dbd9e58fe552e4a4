import { Annotation } from '@langchain/langgraph';
import type { Classification, MemoryContext, Subtask, SubtaskResult, TaskRoute } from '../analyst/analyst.ts';
import type { RerunPlan } from '../analyst/rerun-plan.ts';
import type { RunFailure } from '../events/run-event.ts';
import type { Execution } from '../sandbox/sandbox.ts';

/**
 * What a run knows between two steps: plain JSON, stored after each step, enough to go on in another process. A step returns
 * the keys that it changes.
 */
export const RunState = Annotation.Root({
  memory: Annotation<MemoryContext>(),
  classification: Annotation<Classification>(),
  route: Annotation<TaskRoute>(),
  subtasks: Annotation<readonly Subtask[]>(),
  /** The subtask that is worked on; as many as there are when all are done. */
  current: Annotation<number>(),
  /** The code that runs next, or ran last. */
  code: Annotation<string>(),
  /** Repairs of the current subtask so far. */
  repairs: Annotation<number>(),
  /** What the code did; null before it ran. */
  outcome: Annotation<Execution | null>(),
  /** The subtasks that are done, in order. */
  results: Annotation<readonly SubtaskResult[]>(),
  /** The whole answer. */
  answer: Annotation<string>(),
  followUps: Annotation<readonly string[] | undefined>(),
  /** Given for a rerun: its plan and code are taken as they are. */
  rerun: Annotation<RerunPlan | undefined>(),
  /** Why there can be no answer; absent as long as there can. */
  failure: Annotation<RunFailure | undefined>(),
});

export type RunState = typeof RunState.State;
export type RunUpdate = Partial<RunState>;

const beginning: RunUpdate = {
  subtasks: [],
  current: 0,
  code: '',
  repairs: 0,
  outcome: null,
  results: [],
  answer: '',
};

/** Where a run starts. A rerun brings what a question's first steps would decide. */
export function initialState(rerun: RerunPlan | undefined): RunUpdate {
  if (rerun === undefined) return beginning;
  const { classification, subtasks } = rerun;
  return { ...beginning, rerun, classification: { ...classification, route: 'EXPLORATORY', subtasks } };
}

/** The subtask that is worked on. @throws Error when all are done: the graph's edges lead nowhere then. */
export function currentSubtask({ subtasks, current }: RunState): Subtask {
  const subtask = subtasks[current];
  if (subtask === undefined) throw new Error(`there is no subtask ${current}`);
  return subtask;
}
