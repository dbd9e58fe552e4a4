import type { ExecutionError } from '../sandbox/sandbox.ts';
import { currentSubtask, type RunState, type RunUpdate } from './state.ts';

/**
 * What failed code means for a rerun: its end, said plainly, as nobody repairs what a person wrote. Code that failed before
 * and is the same as then fails again without further ado; undefined for it, and for a question's own code.
 */
export function rerunFailure(state: RunState, error: ExecutionError): RunUpdate | undefined {
  const code = state.rerun?.code.find(({ subtask }) => subtask === state.current);
  if (code === undefined || code.mayFail) return undefined;
  const place = error.line === undefined ? '' : ` in line ${error.line}`;
  const what = `The code of “${currentSubtask(state).title}” failed with ${error.name}${place}: ${shortened(error.message)}`;
  return { failure: { code: 'CODE_FAILED', message: `${what}\nEdit the code and run it again.` } };
}

const maxMessage = 2_000;

function shortened(message: string): string {
  return message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message;
}
