import type { ExportDocument, ExportedAnswer } from '../../src/export/export-document.ts';

/** What somebody could write into a question, a cell or a model's answer to get at whoever opens the document. */
export const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)> "' \`{{7*7}}\` [a](javascript:alert(3))`;

const spec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  data: {
    values: [
      { region: 'North', price: 2.5 },
      { region: 'South', price: 5 },
      { region: hostile, price: 6.5 },
    ],
  },
  mark: 'bar',
  encoding: { x: { field: 'region', type: 'nominal' }, y: { field: 'price', type: 'quantitative' } },
  usermeta: { embedOptions: { actions: { editor: true } } },
};

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const report = 'The mean is **5** and perhaps 999.\n\n| a | b |\n| --- | --- |\n| x | 1 |\n';

/** A document in which everything occurs that there can be. */
export function sampleDocument(answer: Partial<ExportedAnswer> = {}, title = 'Prices'): ExportDocument {
  return {
    title,
    session: { id: '0f8fad5b-d9cb-469f-a165-70867728950e', title: 'First look' },
    madeAt: new Date('2026-01-15T10:30:00Z'),
    answers: [{ ...sampleAnswer, ...answer }],
  };
}

export const sampleAnswer: ExportedAnswer = {
  runId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  question: 'What is the mean price by region?',
  mode: 'QUICK',
  status: 'SUCCEEDED',
  analyst: 'offline',
  sandbox: 'javascript in process',
  datasets: [{ name: 'sales', description: 'What was sold where.', rows: 6, columns: 3 }],
  askedAt: new Date('2026-01-15T10:00:00Z'),
  finishedAt: new Date('2026-01-15T10:00:01.500Z'),
  isRerun: false,
  report,
  numbers: [
    { text: '5', value: 5, start: report.indexOf('5'), end: report.indexOf('5') + 1, verified: true },
    { text: '999', value: 999, start: report.indexOf('999'), end: report.indexOf('999') + 3, verified: false },
  ],
  error: undefined,
  parts: [
    {
      title: 'Means',
      code: [
        {
          subtask: 0,
          attempt: 0,
          language: 'javascript',
          source: 'nowhere();',
          output: '',
          error: { name: 'ReferenceError', message: 'nowhere is not defined', line: 1 },
        },
        {
          subtask: 0,
          attempt: 1,
          language: 'javascript',
          source: 'print("```");\nresult({ mean: 5 });',
          output: '```\n',
          result: { mean: 5 },
          durationMs: 3,
        },
      ],
      artifacts: [
        { kind: 'chart', title: 'Mean price', spec, svg, png },
        {
          kind: 'table',
          title: 'All prices',
          columns: ['region', 'price'],
          rows: [
            ['North', 2.5],
            [hostile, null],
          ],
          totalRows: 1_200,
        },
      ],
    },
  ],
  usage: { modelCalls: 3, inputTokens: 10, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0, cost: 0.0123 },
};

/** The same with hostile text wherever text can come from others. */
export function hostileDocument(): ExportDocument {
  const [part] = sampleAnswer.parts;
  const cell = { subtask: 0, attempt: 0, language: hostile, source: hostile, output: hostile, result: hostile };
  return sampleDocument(
    {
      question: `${hostile}\n\n# heading\n<script>alert(4)</script>`,
      analyst: hostile,
      sandbox: hostile,
      datasets: [{ name: hostile, description: hostile, rows: 1, columns: 1 }],
      report: `${hostile}\n\n![pixel](https://elsewhere.example/p.png)\n\n<b>bold</b> [x](data:text/html;base64,AA) [y](java&#115;cript:alert(5)) [z](javascript&colon;alert(6)) [w](https://elsewhere.example/?q=1) [v](//elsewhere.example) [u] (x) [t][s] <https://elsewhere.example> www.elsewhere.com https://elsewhere.com ada@elsewhere.com mailto:ada@elsewhere.com [r]\n\n[s]: https://elsewhere.example\n[r]: <//elsewhere.example>\n\n\ue000\n\n${hostile}`,
      error: { code: 'CODE_FAILED', message: hostile },
      parts: [
        {
          title: hostile,
          code: [{ ...cell, error: { name: hostile, message: hostile } }],
          artifacts: (part?.artifacts ?? []).map((artifact) => ({ ...artifact, title: hostile })),
        },
      ],
    },
    hostile,
  );
}
