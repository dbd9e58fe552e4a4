import { fstatSync } from 'node:fs';
import type { RunEvent } from '../graph/run-event.ts';
import type { RunRecord } from '../run-record.ts';
import type { SavedAnswer } from './answer-files.ts';
import { createAnswerPrinter } from './answer-printer.ts';
import { jsonRecord } from './json-record.ts';
import { createProgressPrinter, type ProgressPrinter } from './progress-printer.ts';

/** Progress goes to the standard error output; the answer, or its record, to the standard output. */
export interface Output {
  readonly progress: ProgressPrinter;
  readonly question: (question: string) => void;
  readonly event: (event: RunEvent) => void;
  readonly finish: (record: RunRecord, saved: SavedAnswer | undefined) => void;
}

export interface OutputOptions {
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  readonly stdout: Printed;
  readonly stderr: Printed;
}

type Printed = NodeJS.WriteStream & { readonly fd?: number };

export function createOutput({ isJson, isVerbose, stdout, stderr }: OutputOptions): Output {
  const answers = createAnswerPrinter(stdout);
  const isShared = goToSamePlace(stdout, stderr);
  const progress = createProgressPrinter({
    output: stderr,
    isVerbose,
    beforeLine() {
      if (isShared) answers.endLine();
    },
  });
  return {
    progress,
    question: (question) => progress.question(question),
    event(event) {
      if (event.__typename === 'TextDelta' && !isJson) answers.write(event);
      progress.event(event);
    },
    finish(record, saved) {
      if (isJson) stdout.write(`${jsonRecord(record, saved)}\n`);
      else answers.finish(record);
      progress.finish(record, saved?.paths ?? []);
    },
  };
}

/** A terminal, a pipe or a file that both write to. */
function goToSamePlace(...streams: readonly Printed[]): boolean {
  const places = streams.map(({ fd, isTTY }) => {
    if (isTTY) return 'terminal';
    if (fd === undefined) return Symbol('elsewhere');
    const { dev, ino } = fstatSync(fd);
    return `${dev}:${ino}`;
  });
  return new Set(places).size === 1;
}
