import type { QuestionContext } from '../../analyst.ts';
import { questionContext } from './question-context.ts';

export function decomposePrompt(context: QuestionContext): string {
  return `${questionContext(context)}

Break the question into subtasks, in the order in which they have to run, at most eight and as few as do it justice.
- Each is one piece of code with one result, complete in itself: columns, filters, groups, statistic, parameters,
  precision.
- Later subtasks may use variables of earlier ones; say which.
- The question's own constraints and prescribed steps are kept, word for word where they are exact.
- Charts are subtasks of their own, and only where they help the answer.`;
}
