import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface QuestionSourceOptions {
  readonly given: readonly string[];
  /** Goes on with these lines, when there is one. */
  readonly input: Readable | undefined;
  readonly signal: AbortSignal;
  /** Called before each line is waited for. */
  readonly onPrompt: () => void;
}

/** The given questions, then the lines of the input: until its end, an interruption, or `exit`. */
export async function* questionsOf(options: QuestionSourceOptions): AsyncGenerator<string, undefined> {
  const { given, input, signal, onPrompt } = options;
  yield* given;
  if (input === undefined) return;
  const lines = createInterface({ input, terminal: false, signal });
  onPrompt();
  for await (const line of lines) {
    const question = line.trim();
    if (question === 'exit' || question === 'quit') return;
    if (question !== '') yield question;
    onPrompt();
  }
}
