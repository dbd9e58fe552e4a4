import type { QuestionContext, SubtaskDraft } from '../../analyst.ts';
import { questionContext } from './question-context.ts';
import { shortened, tagged } from './tagged.ts';

export function classifySubtasksPrompt(context: QuestionContext, subtasks: readonly SubtaskDraft[]): string {
  const list = subtasks
    .map(({ title, goal }, index) => `${index + 1}. ${shortened(title, 300)}: ${shortened(goal, 3000)}`)
    .join('\n');
  return `${questionContext(context)}

These are its subtasks:
${tagged('subtask', list)}

Give the kind of each of the ${subtasks.length} subtasks, in their order.
- ANALYSIS: code has to compute something.
- VISUALIZATION: code has to draw a chart.
- DIRECT_RESPONSE: words alone answer it, from the dataset's profile or general knowledge; nothing has to be computed.`;
}
