import type { QuestionContext, Subtask } from '../../analyst.ts';
import { describeSubtask } from './describe-subtask.ts';
import { codeGuidance } from './mode-guidance.ts';
import { questionContext } from './question-context.ts';

export function planPrompt(context: QuestionContext, subtask: Subtask): string {
  return `${questionContext(context)}

Plan the code for this subtask:
${describeSubtask(subtask)}

Give the steps in order, at most twelve: which rows and columns, how missing or malformed values are treated, which
function of the sandbox computes what with which parameters, and what the result holds. Steps are sentences, not code.
${codeGuidance(context.mode)}`;
}
