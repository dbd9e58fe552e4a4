import type { CodeTask, QuestionContext } from '../../analyst.ts';
import { codeRules } from './code-rules.ts';
import { describeResults } from './describe-results.ts';
import { describeSubtask } from './describe-subtask.ts';
import { codeGuidance } from './mode-guidance.ts';
import { questionContext } from './question-context.ts';

export function writeCodePrompt(context: QuestionContext, { subtask, earlier }: CodeTask): string {
  const before = earlier.length === 0 ? '' : `\n${ranBefore}\n${describeResults(earlier)}\n`;
  return `${questionContext(context)}
${before}
Write the ${context.sandbox.language} code for this subtask:
${describeSubtask(subtask)}

${codeGuidance(context.mode)}

${codeRules(context.sandbox)}`;
}

const ranBefore = 'Subtasks that ran before it. Their top-level variables still exist; do not compute them again.';
