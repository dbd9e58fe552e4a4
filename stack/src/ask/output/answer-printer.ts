import type { RunRecord } from '../run-record.ts';
import { printable, printableLine } from './printable.ts';

export interface AnswerPrinter {
  /** A piece of the answer, as it comes. */
  write(text: string): void;
  /** What the stream did not bring, then the numbers that nothing proves. */
  finish(record: RunRecord): void;
  /** Ends the line, if what was written last did not. */
  endLine(): void;
}

/** Writes answers to the standard output as they stream. */
export function createAnswerPrinter(output: NodeJS.WritableStream): AnswerPrinter {
  let streamed = '';
  let isMidLine = false;
  const write = (text: string) => {
    if (text === '') return;
    streamed += text;
    isMidLine = !text.endsWith('\n');
    output.write(printable(text));
  };
  const endLine = () => {
    if (isMidLine) output.write('\n');
    isMidLine = false;
  };
  return {
    write,
    endLine,
    finish({ answer, numbers }) {
      if (answer.startsWith(streamed)) write(answer.slice(streamed.length));
      else if (answer !== '') {
        endLine();
        output.write('\nThe answer as it was settled:\n\n');
        streamed = '';
        write(answer);
      }
      endLine();
      streamed = '';
      const unverified = [
        ...new Set(numbers.filter(({ verified }) => !verified).map(({ text }) => printableLine(text))),
      ];
      if (unverified.length > 0) {
        output.write(`\nUnverified, no executed result holds them: ${unverified.join(', ')}\n`);
      }
    },
  };
}
