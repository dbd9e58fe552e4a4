import type { QuestionContext, SubtaskResult } from '../../analyst.ts';
import { describeResults } from './describe-results.ts';
import { reportGuidance } from './mode-guidance.ts';
import { questionContext } from './question-context.ts';

export function reportPrompt(context: QuestionContext, results: readonly SubtaskResult[]): string {
  return `${questionContext(context)}

What was executed for it:
${describeResults(results)}

Write the report, in Markdown, for the person who asked.
- Every number in it must stand in the results above, at most rounded: a checker compares them, and marks what it
  cannot find. Do not compute differences, ratios or percentages yourself; if one is missing, do without it. Do not
  quote numbers of earlier conversations.
- If the question prescribes the form of the answer, end with exactly that form on a line of its own, filled in with
  the values at the precision that it asks for: nothing added, nothing left out.
- If the question cannot be answered fully (a column that is not there, a failed subtask), say so plainly and say what
  was answered.
- Name columns in backticks. Charts are shown beside the report: refer to them by their titles, do not draw or embed
  any. No code.
- Correlation is not causation, and a p-value above the level is no proof of equality: claim what the numbers carry.

${reportGuidance(context.mode)}`;
}
