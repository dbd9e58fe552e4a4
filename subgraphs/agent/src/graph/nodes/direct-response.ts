import { advance } from '../advance.ts';
import { analystCall, questionContext } from '../question-context.ts';
import type { StepWork } from '../run-step.ts';
import { currentSubtask } from '../state.ts';
import { streamReport } from '../stream-report.ts';

const separator = '\n\n';

/** Answers a subtask in words: shown at once when all of them are, otherwise worked into the report. */
export const directResponse: StepWork = async (state, run) => {
  const subtask = currentSubtask(state);
  const context = questionContext(state, run);
  if (state.subtasks.some(({ kind }) => kind !== 'DIRECT_RESPONSE')) {
    return advance(state, { response: await run.analyst.respond(context, subtask, analystCall(run)) });
  }
  const before = state.answer === '' ? '' : state.answer + separator;
  if (before !== '') run.events.emit({ type: 'TextDelta', text: separator, offset: state.answer.length });
  const response = await streamReport(run, before.length, (call) => run.analyst.respond(context, subtask, call));
  return { ...advance(state, { response }), answer: before + response };
};
