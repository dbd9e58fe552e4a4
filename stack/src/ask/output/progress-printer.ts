import { styleText } from 'node:util';
import type { RunEvent } from '../graph/run-event.ts';
import type { RunRecord } from '../run-record.ts';
import { printable, printableLine } from './printable.ts';

type Style = Parameters<typeof styleText>[0];

export interface ProgressPrinter {
  readonly note: (text: string) => void;
  readonly problem: (text: string) => void;
  readonly question: (text: string) => void;
  readonly event: (event: RunEvent) => void;
  /** The last lines of a question: where its files are, how long it took, what it cost. */
  readonly finish: (record: RunRecord, files: readonly string[]) => void;
}

export interface ProgressPrinterOptions {
  /** Coloured when it is a terminal and NO_COLOR is not set. */
  readonly output: NodeJS.WritableStream;
  readonly isVerbose: boolean;
  /** Called before each line: an answer on the same terminal may stand in the middle of one. */
  readonly beforeLine: () => void;
}

/** Writes what happens to the standard error output. */
export function createProgressPrinter({ output, isVerbose, beforeLine }: ProgressPrinterOptions): ProgressPrinter {
  const line = (text: string, style?: Style) => {
    beforeLine();
    output.write(`${style === undefined ? text : styleText(style, text, { stream: output })}\n`);
  };
  const block = (text: string) => {
    if (isVerbose && text.trim() !== '') line(printable(text.trimEnd()).replaceAll(/^/gm, '    '), 'gray');
  };
  let open = new Map<number, string>();
  const close = (subtask: number, mark: string, style: Style) => {
    const title = open.get(subtask);
    if (title !== undefined && open.delete(subtask)) line(`  [${mark}] ${title}`, style);
  };
  const printers = {
    plan({ mode, interpretation, subtasks }: EventOf<'PlanReady'>) {
      line(`Plan (${mode.toLowerCase()}): ${printableLine(interpretation)}`);
      open = new Map(subtasks.map(({ index, title }) => [index, `${index + 1}. ${printableLine(title)}`]));
      for (const title of open.values()) line(`  [ ] ${title}`, 'dim');
    },
    step({ label, repair }: EventOf<'StepStarted'>) {
      line(`  ${printableLine(label)}${repair === null ? '' : ` (repair ${repair})`}`, 'dim');
    },
    failure({
      subtask,
      codeError: { name, message, line: place },
      output: printed,
      willRepair,
    }: EventOf<'CodeFailed'>) {
      block(printed);
      const where = place === null ? '' : ` in line ${place}`;
      const what = `  ${printableLine(`${name}: ${message}`)}${where}`;
      line(willRepair ? `${what}; repairing` : what, 'yellow');
      if (!willRepair) close(subtask, '!', 'red');
    },
  };
  return {
    note: (text) => line(printableLine(text), 'dim'),
    problem: (text) => line(printableLine(text), 'red'),
    question: (text) => line(`\n${printableLine(text)}`, 'bold'),
    event(event) {
      if (event.__typename === 'PlanReady') printers.plan(event);
      else if (event.__typename === 'StepStarted') printers.step(event);
      else if (event.__typename === 'CodeWritten') block(event.source);
      else if (event.__typename === 'CodeFailed') printers.failure(event);
      else if (event.__typename === 'CodeOutput') {
        block(event.output);
        for (const notice of event.notices) line(`  ${printableLine(notice)}`, 'yellow');
        close(event.subtask, 'x', 'green');
      } else if (event.__typename === 'RunFinished') {
        for (const subtask of [...open.keys()]) close(subtask, 'x', 'green');
      }
    },
    finish(record, files) {
      open.clear();
      for (const file of files) line(`Saved ${file}`, 'dim');
      if (record.error !== null) line(printableLine(`No answer: ${record.error.message}`), 'red');
      if (record.timings.firstEventMs !== null) line(summary(record), 'dim');
    },
  };
}

type EventOf<Name extends RunEvent['__typename']> = Extract<RunEvent, { __typename: Name }>;

function summary({ timings, usage, analyst, error }: RunRecord): string {
  const seconds = (timings.totalMs / 1000).toFixed(1);
  const tokens = usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  const by = analyst === null ? '' : ` by ${printableLine(analyst)}`;
  const outcome = error === null ? 'Answered' : 'Ended';
  return `${outcome}${by} in ${seconds} s, ${tokens.toLocaleString('en')} tokens, $${usage.cost.toFixed(4)}`;
}
