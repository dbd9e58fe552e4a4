import { z } from 'zod';
import { isNumeric, looksNumeric } from '../catalog.ts';
import { numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { STUDENT_P } from '../code/snippets.ts';
import { comment, template } from '../code/sql-text.ts';
import type { Reading } from '../parsing/reading.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatP, joinList, pText } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Analysis, CodeContext, Fact, Finding } from './analysis.ts';
import { number } from './results.ts';

const resultShape = z.object({
  test: z.string(),
  columns: z.array(z.object({ n: z.number(), mean: number, std: number })).length(2),
  difference: number,
  statistic: number,
  df: number,
  p: number,
  alpha: z.number(),
});

/** Whether two columns have the same mean: a paired t-test of each row's two values, or one of two samples. */
export const compareColumns: Analysis = {
  name: 'compare-columns',
  isTechnical: true,
  matches(reading) {
    const asks = /\bt[- ]?test|\bttest_(?:rel|ind)\b/i.test(reading.text) && reading.groups.length === 0;
    return asks && columnsOf(reading).length === 2 ? 0.85 : 0;
  },
  plan(reading) {
    const measures = columnsOf(reading);
    return measures.length === 2 ? { measures } : undefined;
  },
  describe: (request) => `whether ${joinList(request.measures.map(columnName))} have the same mean`,
  code,
  report,
};

/** Two columns of numbers and nothing that could be groups. */
function columnsOf(reading: Reading): string[] {
  const columns = reading.measures.map(({ column }) => column);
  const areNumbers = columns.every((column) => isNumeric(column) || looksNumeric(column));
  const isFlag = columns.some(({ profile }) => profile !== undefined && profile.distinct <= 2);
  return areNumbers && !isFlag && columns.length === 2 ? columns.map(({ name }) => name) : [];
}

function code(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [a = '', b = ''] = request.measures.map(
    (name) => `CAST(${numeric(name, prepared.catalog, variant)} AS DOUBLE)`,
  );
  const { comparison, alpha } = request.method;
  const isPaired = comparison === 'paired';
  const rows = isPaired ? ` WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL` : '';
  return [
    ...prepared.lines,
    STUDENT_P,
    comment(isPaired ? 'Rows where both are known' : 'The known values of each column'),
    `const [s] = sql(${template(`SELECT count(${a}) AS na, avg(${a}) AS ma, stddev_samp(${a}) AS sa, count(${b}) AS nb, avg(${b}) AS mb, stddev_samp(${b}) AS sb, count(${a} - ${b}) AS n, avg(${a} - ${b}) AS mean, stddev_samp(${a} - ${b}) AS std FROM ${prepared.from}${rows}`)});`,
    ...testLines(comparison),
    'const isTestable = s.na > 1 && s.nb > 1 && error > 0;',
    `result({ test, columns: [{ n: s.na, mean: s.ma, std: s.sa }, { n: s.nb, mean: s.mb, std: s.sb }], difference: s.ma - s.mb, statistic: isTestable ? (s.ma - s.mb) / error : null, df: isTestable ? df : null, p: isTestable ? studentP((s.ma - s.mb) / error, df) : null, alpha: ${String(alpha)} });`,
  ].join('\n');
}

function testLines(comparison: AnalysisRequest['method']['comparison']): string[] {
  if (comparison === 'paired')
    return ['const test = "Paired t-test";', 'const error = s.std / Math.sqrt(s.n);', 'const df = s.n - 1;'];
  const parts = 'const [va, vb] = [s.sa ** 2 / s.na, s.sb ** 2 / s.nb];';
  if (comparison === 'student')
    return [
      'const test = "Student’s t-test (equal variances)";',
      'const df = s.na + s.nb - 2;',
      'const error = Math.sqrt((((s.na - 1) * s.sa ** 2 + (s.nb - 1) * s.sb ** 2) / df) * (1 / s.na + 1 / s.nb));',
    ];
  return [
    'const test = "Welch’s t-test";',
    parts,
    'const error = Math.sqrt(va + vb);',
    'const df = (va + vb) ** 2 / (va ** 2 / (s.na - 1) + vb ** 2 / (s.nb - 1));',
  ];
}

function report(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const { p, alpha, statistic, df, difference } = result;
  const isSignificant = p !== null && p < alpha;
  const verdict =
    p === null ? 'could not be tested' : isSignificant ? '**differ significantly**' : '**do not differ significantly**';
  const names = joinList(request.measures.map(columnName));
  return {
    headline: `The means of ${names} ${verdict}${p === null ? '' : ` (t = **${formatNumber(statistic)}**, ${pText(p, true)})`}${describePreparation(request.preparation)}.`,
    body: [
      markdownTable(
        [{ title: 'column' }, ...['values', 'mean', 'standard deviation'].map((title) => ({ title, isNumber: true }))],
        result.columns.map(({ n, mean, std }, place) => [request.measures[place] ?? '', n, mean, std]),
      ),
      markdownTable(
        [{ title: 'test' }, { title: 'value', isNumber: true }],
        [
          ['t', statistic],
          ['degrees of freedom', df],
          ['p-value', formatP(p)],
          ['difference of the means', difference],
        ],
      ),
    ],
    method: `${result.test}, two-tailed, at α = ${alpha}.`,
    caveats: [],
    facts: [
      ...result.columns.flatMap(({ mean, std }, place): Fact[] =>
        (['mean', 'std'] as const).flatMap((quantity) =>
          known(quantity, { mean, std }[quantity], [request.measures[place] ?? '']),
        ),
      ),
      ...known('statistic', statistic, request.measures),
      ...known('pValue', p, request.measures),
      ...known('degreesOfFreedom', df, request.measures),
      ...known('change', difference, request.measures),
      ...(p === null ? [] : [{ quantity: 'isSignificant' as const, value: isSignificant, columns: request.measures }]),
    ],
  };
}

function known(quantity: Fact['quantity'], value: number | null, columns: readonly string[]): Fact[] {
  return value === null ? [] : [{ quantity, value, columns }];
}
