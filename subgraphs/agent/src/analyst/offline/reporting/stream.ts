import type { AnalystCall } from '../../analyst.ts';

/** Gives text on line by line, as it would be written; returns the whole. */
export function streamLines(text: string, call: AnalystCall): string {
  for (const line of text.split(/(?<=\n)/)) {
    call.signal.throwIfAborted();
    call.onText(line);
  }
  return text;
}
