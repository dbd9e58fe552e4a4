import type { QuestionContext, SubtaskResult } from '../../analyst.ts';
import { describeResults } from './describe-results.ts';
import { questionContext } from './question-context.ts';

export function fallbackPrompt(context: QuestionContext, results: readonly SubtaskResult[]): string {
  return `${questionContext(context)}

What was tried, without success:
${describeResults(results)}

Tell the person in Markdown, in at most 150 words: that the question could not be answered; what was tried and why it
failed, in plain words rather than error messages; and two or three questions that this dataset can answer and that
come close, worded so that they can be sent as they are. State no numbers other than those of the dataset's profile,
and no results.`;
}
