import type { QuestionContext } from '../../analyst.ts';
import { reportGuidance } from './mode-guidance.ts';
import { questionContext } from './question-context.ts';

export function advisePrompt(context: QuestionContext): string {
  return `${questionContext(context)}

This question asks for advice; nothing is computed for it. Answer in Markdown, from the dataset's profile, what is
remembered and what you know of methods.
- Be specific to this dataset: name the columns (in backticks) that your advice is about, and what in the profile
  speaks for it.
- Numbers only from the profile. Where an answer would need a computation, name the question to ask for it.
- Where it helps, end with two or three questions that can be asked next, worded so that they can be sent as they are.

${reportGuidance(context.mode)}`;
}
