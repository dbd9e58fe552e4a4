import { type ReportPiece, ShownReport } from '@mas/kit/shown-report';
import type { RunRecord } from '../run-record.ts';
import { printable, printableLine } from './printable.ts';

export interface AnswerPrinter {
  /** A piece of the answer, as it comes; what is printed already is not printed again. */
  write(piece: ReportPiece): void;
  /** What the stream did not bring, then the numbers that nothing proves. */
  finish(record: RunRecord): void;
  /** Ends the line, if what was written last did not. */
  endLine(): void;
}

/** Writes answers to the standard output as they stream. */
export function createAnswerPrinter(output: NodeJS.WritableStream): AnswerPrinter {
  let shown = new ShownReport();
  let isMidLine = false;
  const print = (text: string) => {
    if (text === '') return;
    isMidLine = !text.endsWith('\n');
    output.write(printable(text));
  };
  const endLine = () => {
    if (isMidLine) output.write('\n');
    isMidLine = false;
  };
  const printAnew = (heading: string, text: string) => {
    endLine();
    output.write(`\n${heading}\n\n`);
    print(text);
  };
  return {
    write(piece) {
      const next = shown.add(piece);
      if (next?.isAnew === true) printAnew('The answer is written anew:', next.text);
      else print(next?.text ?? '');
    },
    endLine,
    finish({ answer, numbers }) {
      if (answer.startsWith(shown.text)) print(answer.slice(shown.text.length));
      else if (answer !== '') printAnew('The answer as it was settled:', answer);
      endLine();
      shown = new ShownReport();
      const unverified = [
        ...new Set(numbers.filter(({ verified }) => !verified).map(({ text }) => printableLine(text))),
      ];
      if (unverified.length > 0) {
        output.write(`\nUnverified, no executed result holds them: ${unverified.join(', ')}\n`);
      }
    },
  };
}
