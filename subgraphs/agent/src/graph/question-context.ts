import type { AnalystCall, Mode, QuestionContext } from '../analyst/analyst.ts';
import type { RunScope } from './run-scope.ts';
import type { RunState } from './state.ts';

/** What the analyst is told of a question at this point of its run. */
export function questionContext(state: RunState, run: RunScope): QuestionContext {
  const { question, requestedMode, dataset, otherDatasets, sandbox } = run;
  const mode = (state.classification as RunState['classification'] | undefined)?.mode; // absent until it was made
  return {
    question,
    dataset,
    otherDatasets,
    sandbox,
    memory: state.memory,
    ...(requestedMode && { requestedMode }),
    ...(mode && { mode }),
  };
}

/** How a call of the analyst is stopped, heard and counted. */
export function analystCall(
  { signal, usage }: RunScope,
  onText: (text: string) => void = () => undefined,
): AnalystCall {
  return { signal, onText, onUsage: (added) => usage.add(added) };
}

export function modeOf({ classification }: RunState): Mode {
  return classification.mode;
}
