import type { AnalystCall } from '../analyst/analyst.ts';
import { analystCall } from './question-context.ts';
import type { RunScope } from './run-scope.ts';

/**
 * Lets the analyst write a part of the answer, and shows it while it is written.
 * @param offset where the part belongs in the whole answer.
 * @returns the part, exactly as it was shown.
 */
export async function streamReport(
  run: RunScope,
  offset: number,
  write: (call: AnalystCall) => Promise<string>,
): Promise<string> {
  let shown = '';
  const show = (text: string): void => {
    if (text === '') return;
    run.events.emit({ type: 'TextDelta', text, offset: offset + shown.length });
    shown += text;
  };
  const text = await write(analystCall(run, show));
  if (shown === '') show(text);
  return shown;
}
