import type { CodeFault, RunEvent } from './run-event.ts';
import type { JsonValue } from '../sandbox/sandbox.ts';

/** A piece of code and what became of it. */
export interface CodeCell {
  readonly subtask: number;
  readonly attempt: number;
  readonly language: string;
  readonly source: string;
  readonly output: string;
  readonly result?: JsonValue;
  readonly error?: CodeFault;
  readonly durationMs?: number;
}

/** The code of a run, in order, as its events tell. Code that a resumed run wrote again replaces what it wrote before. */
export function codeCellsOf(events: readonly RunEvent[]): readonly CodeCell[] {
  const cells = new Map<string, CodeCell>();
  for (const event of events) {
    if (!isCodeEvent(event)) continue;
    const key = `${event.subtask}/${event.attempt}`;
    const cell = applyEvent(cells.get(key), event);
    if (cell !== undefined) cells.set(key, cell);
  }
  return [...cells.values()];
}

type CodeEvent = RunEvent<'CodeWritten' | 'CodeOutput' | 'CodeFailed'>;

function isCodeEvent(event: RunEvent): event is CodeEvent {
  return event.type === 'CodeWritten' || event.type === 'CodeOutput' || event.type === 'CodeFailed';
}

function applyEvent(cell: CodeCell | undefined, event: CodeEvent): CodeCell | undefined {
  const { subtask, attempt } = event;
  if (event.type === 'CodeWritten') {
    return { subtask, attempt, language: event.language, source: event.source, output: '' };
  }
  if (cell === undefined) return undefined;
  if (event.type === 'CodeOutput') {
    const { output, result, durationMs } = event;
    return { ...cell, output, durationMs, ...(result !== undefined && { result }) };
  }
  const { error, output, durationMs } = event;
  return { ...cell, error, output: cell.output || output, durationMs: cell.durationMs ?? durationMs };
}
