import { createLogger, type Logger } from '@mas/kit/logger';
import { Writable } from 'node:stream';
import type { AnalystCall, QuestionContext, Subtask, SubtaskResult, Usage } from '../../src/analyst/analyst.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';

export const apiKey = 'sk-ant-test-0123456789abcdef';

export const flights: Dataset = {
  fileId: '7',
  name: 'flights.csv',
  description: 'Flights and their delays',
  summary: '3 columns, 1,200 rows',
  storageUri: 'local://1_flights.csv',
  profile: {
    rows: 1200,
    columns: [
      {
        name: 'delay',
        type: 'FLOAT',
        pandasType: 'float64',
        nulls: 4,
        distinct: 310,
        min: '-12',
        max: '240.5',
        mean: 9.25,
        standardDeviation: 31.5,
        quartiles: [-2, 3, 12],
        topValues: [{ value: '0', count: 90 }],
      },
      {
        name: 'origin',
        type: 'TEXT',
        pandasType: 'object',
        nulls: 0,
        distinct: 12,
        min: 'ATL',
        max: 'SFO',
        topValues: [
          { value: 'ATL', count: 400 },
          { value: 'SFO', count: 90 },
        ],
      },
    ],
  },
};

export const question: QuestionContext = {
  question: 'What is the mean delay by origin?',
  dataset: flights,
  sandbox: {
    engine: 'javascript',
    jail: 'process',
    language: 'javascript',
    guide: 'sql(text), df, result(value), chart(spec), print()',
  },
  memory: {
    summaries: { analysis: '', visualization: '', code: '', userPreferences: '' },
    conversation: [],
    variables: [],
  },
};

export const subtask: Subtask = {
  title: 'Mean delay by origin',
  goal: 'The mean of delay for each origin, nulls left out',
  kind: 'ANALYSIS',
  plan: { steps: ['Group by origin', 'Average delay'] },
};

export const subtaskResult: SubtaskResult = {
  subtask,
  code: 'result({ATL: 9.25})',
  execution: { ok: true, output: '', result: { ATL: 9.25 }, artifacts: [], notices: [], durationMs: 12 },
  repairs: 0,
};

export interface RecordedCall extends AnalystCall {
  readonly texts: readonly string[];
  readonly usages: readonly Usage[];
  readonly text: string;
}

/** A call that keeps what it is given. */
export function recordCall(signal: AbortSignal = new AbortController().signal): RecordedCall {
  const texts: string[] = [];
  const usages: Usage[] = [];
  return {
    signal,
    texts,
    usages,
    get text() {
      return texts.join('');
    },
    onText: (text) => texts.push(text),
    onUsage: (usage) => usages.push(usage),
  };
}

/** A logger that keeps its lines, at the most talkative level. */
export function recordLog(): { readonly logger: Logger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { logger: createLogger({ service: 'test', level: 'trace', stream }), lines };
}
