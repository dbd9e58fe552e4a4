import type { QuestionContext, Subtask } from '../../analyst.ts';
import { describeSubtask } from './describe-subtask.ts';
import { questionContext } from './question-context.ts';

export function respondPrompt(context: QuestionContext, subtask: Subtask): string {
  return `${questionContext(context)}

This part of it needs no code:
${describeSubtask(subtask)}

Answer it in Markdown, in a few sentences, from the dataset's profile and what you know of methods. Numbers only from
the profile.`;
}
