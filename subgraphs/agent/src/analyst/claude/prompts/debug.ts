import type { CodeFailure, CodeTask, QuestionContext } from '../../analyst.ts';
import { codeRules } from './code-rules.ts';
import { describeResults } from './describe-results.ts';
import { describeSubtask } from './describe-subtask.ts';
import { questionContext } from './question-context.ts';
import { shortened, tagged } from './tagged.ts';

export function debugPrompt(context: QuestionContext, { subtask, earlier }: CodeTask, failure: CodeFailure): string {
  const before =
    earlier.length === 0
      ? ''
      : `\nSubtasks that ran before it; their variables still exist.\n${describeResults(earlier)}\n`;
  return `${questionContext(context)}
${before}
The code for this subtask failed (repair ${failure.repair}):
${describeSubtask(subtask)}

The code, with line numbers that are not part of it:
${tagged('code', numbered(failure.code))}

The error:
${tagged('error', describeError(failure))}

What it printed before it failed:
${tagged('output', shortened(failure.output, 4000) || '(nothing)')}

Find the cause and write the whole code again, repaired. Do not wrap the failing line in a catch, and do not leave out
what the subtask asks for. ${failure.repair > 1 ? 'An earlier repair did not help: take another way than this code does.' : ''}
Variables that this code had set before it failed may exist already: the repaired code must not depend on that, nor
fail because of it.

${codeRules(context.sandbox)}`;
}

function numbered(code: string): string {
  const lines = code.split('\n').map((line, index) => `${String(index + 1).padStart(4)}  ${line}`);
  return shortened(lines.join('\n'), 30_000);
}

function describeError({ error }: CodeFailure): string {
  const place = error.line === undefined ? '' : ` (line ${error.line})`;
  const stack = error.stack ? `\n${shortened(error.stack, 2000)}` : '';
  return `${error.name}${place}: ${shortened(error.message, 4000)}${stack}`;
}
