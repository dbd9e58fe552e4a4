import type { Analyst, AnalystCall, Classification, Subtask } from '../../src/analyst/analyst.ts';

export const sumCode = `const [row] = sql('select sum(amount)::int as total from data'); result(row);`;

export const quick: Classification = {
  mode: 'QUICK',
  route: 'EXPLORATORY',
  interpretation: 'the sum of `amount`',
  subtasks: [subtask('Sum')],
};
export const technical: Classification = {
  mode: 'TECHNICAL',
  route: 'EXPLORATORY',
  interpretation: 'the sum of `amount`',
};

export function subtask(title: string, kind: Subtask['kind'] = 'ANALYSIS'): Subtask {
  return { title, goal: `${title} of the amounts`, kind, plan: { steps: [`compute ${title}`] } };
}

/** An analyst that does as it is told: for what must happen at a known moment. */
export function scriptedAnalyst(script: Partial<Analyst> = {}): Analyst {
  return {
    name: 'scripted',
    classify: () => Promise.resolve(quick),
    decompose: () => Promise.resolve([{ title: 'Sum', goal: 'the sum of the amounts' }]),
    classifySubtasks: (_context, subtasks) => Promise.resolve(subtasks.map(() => 'ANALYSIS')),
    plan: () => Promise.resolve({ steps: ['add them up'] }),
    writeCode: () => Promise.resolve(sumCode),
    debug: () => Promise.resolve(sumCode),
    report: (_context, _results, call) => write(call, ['The total ', 'is 210.']),
    advise: (_context, call) => write(call, ['Look at ', 'the regions.']),
    respond: (_context, task, call) => write(call, [`On ${task.title}: `, 'words.']),
    fallback: (_context, _results, call) => write(call, ['Nothing ', 'could be computed.']),
    summarize: () =>
      Promise.resolve({ analysis: 'sums were made', visualization: '', code: 'sql', userPreferences: '' }),
    ...script,
  };
}

export function write(call: AnalystCall, pieces: readonly string[]): Promise<string> {
  for (const piece of pieces) call.onText(piece);
  return Promise.resolve(pieces.join(''));
}

/** A point in a run that a test can wait for, and where the run stays until the test lets it go on or stops it. */
export class Gate {
  readonly reached: Promise<void>;
  readonly #opened: Promise<void>;
  #reach: () => void = () => undefined;
  #open: () => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => (this.#reach = resolve));
    this.#opened = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open();
  }

  /** Waits for `open`. @throws the signal's reason when it is aborted first. */
  async pass(signal: AbortSignal): Promise<void> {
    this.#reach();
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    signal.throwIfAborted();
    await Promise.race([this.#opened, aborted]);
  }
}
