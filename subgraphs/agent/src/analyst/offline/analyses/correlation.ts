import { z } from 'zod';
import type { Reading } from '../parsing/reading.ts';
import { groupLabel } from '../code/expressions.ts';
import { numericSubjects } from '../parsing/subjects.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, formatP, plural, pText } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Analysis, Fact, Finding, RequestDraft } from './analysis.ts';
import { correlationCode, KENDALL_ROWS } from './correlation-code.ts';
import { number } from './results.ts';

const resultShape = z.object({
  method: z.string(),
  r: number,
  p: number,
  n: z.number(),
  rows: z.number(),
  alpha: z.number(),
  rSquared: number,
  slope: number,
  intercept: number,
  shown: z.number().optional(),
  groups: z.array(z.object({ group: z.string(), n: z.number(), r: number, p: number })).optional(),
});
export const METHODS = { pearson: 'Pearson', spearman: 'Spearman', kendall: 'Kendall' } as const;

/** How two numeric columns go together. */
export const correlation: Analysis = {
  name: 'correlation',
  isTechnical: false,
  matches(reading) {
    const isPlot = reading.cues.has('scatter') || /\b(?:vs\.?|versus|against)(?=\s)/i.test(reading.text);
    if (!(reading.cues.has('correlation') || isPlot) || reading.cues.has('strongest')) return 0;
    if (columnsOf(reading).length !== 2) return 0;
    if (reading.statistics.length > 0 && !reading.cues.has('correlate') && !isPlot) return 0.4;
    return reading.groups.length > 0 && !isPlot && !reading.cues.has('correlate') ? 0.4 : 0.78;
  },
  plan,
  describe: (request) =>
    `the ${METHODS[request.method.correlation]} correlation of ${request.measures.map(columnName).join(' and ')}${request.groups[0] ? ` by ${columnName(groupLabel(request.groups[0]))}` : ''}`,
  code: correlationCode,
  report,
};

/** "a against b" puts b on the horizontal axis; "coloured by c" and "by c" part the rows. */
function plan(reading: Reading): RequestDraft {
  const columns = columnsOf(reading);
  const isAgainst = /\b(?:against|versus|vs\.?|as a function of)(?=\s)/i.test(reading.text);
  const group = reading.groups.find(({ column }) => !columns.includes(column));
  return { measures: isAgainst ? columns.toReversed() : columns, ...(group && { groups: [group] }) };
}

function columnsOf(reading: Reading): string[] {
  const derived =
    reading.derived && !reading.measures.some(({ column }) => column.name === reading.derived?.name)
      ? [reading.derived.name]
      : [];
  const named =
    reading.measures.length > 0 || derived.length > 0 ? [] : numericSubjects(reading).map(({ name }) => name);
  const own = numericSubjects({ ...(({ derived: _, ...rest }) => rest)(reading), antecedents: [] }).map(
    ({ name }) => name,
  );
  const all = [...new Set([...derived, ...own, ...named])];
  const [only] = all;
  const earlier = reading.antecedents.find(({ name }) => name !== only);
  const refersBack = /\b(?:its?|their|with it|to it|this)\b/i.test(reading.text);
  return all.length === 1 && only !== undefined && earlier && refersBack ? [earlier.name, only] : all;
}

export function strengthOf(r: number): string {
  const size = Math.abs(r);
  if (size < 0.1) return 'practically no';
  const strength = size >= 0.7 ? 'a strong' : size >= 0.4 ? 'a moderate' : 'a weak';
  return `${strength} ${r > 0 ? 'positive' : 'negative'}`;
}

function report(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const [first = '', second = ''] = request.measures;
  const { r, p, alpha } = result;
  const where = describePreparation(request.preparation);
  const symbol = { pearson: 'r', spearman: 'ρ', kendall: 'τ' }[result.method] ?? 'r';
  const columns = [first, second];
  if (r === null)
    return {
      headline: `The correlation of ${columnName(first)} and ${columnName(second)} is not defined${where}: one of them does not vary, or too few rows have both.`,
      body: [],
      caveats: [],
      facts: [],
    };
  const isSignificant = p !== null && p < alpha;
  const left = result.rows - result.n;
  const table = [
    ['correlation', r],
    ['p-value', formatP(p)],
    ['rows', result.n],
    ...(result.method === 'pearson'
      ? [
          ['R²', result.rSquared],
          ['slope of the line', result.slope],
          ['intercept', result.intercept],
        ]
      : []),
  ];
  return {
    headline: `There is ${strengthOf(r)} correlation between ${columnName(first)} and ${columnName(second)}: ${symbol} = **${formatNumber(r)}** (${pText(p)})${where}.`,
    body: [
      markdownTable([{ title: 'quantity' }, { title: 'value', isNumber: true }], table),
      ...(request.groups[0] && result.groups ? [groupTable(groupLabel(request.groups[0]), symbol, result.groups)] : []),
    ],
    method: `${{ pearson: 'Pearson’s r measures a linear relation', spearman: 'Spearman’s ρ measures a monotonic relation by ranks', kendall: 'Kendall’s τ-b compares pairs of rows' }[result.method] ?? ''}; the p-value is two-tailed, ${isSignificant ? 'significant' : 'not significant'} at α = ${alpha}. Correlation is not causation.`,
    caveats: [
      ...(left > 0
        ? [`${plural(left, 'row lacks', 'rows lack')} one of the two and ${left === 1 ? 'is' : 'are'} left out.`]
        : []),
      ...(result.method === 'kendall' && result.n > KENDALL_ROWS
        ? ['The coefficient is that of a sample of the rows.']
        : []),
      ...(result.method !== 'kendall' && result.shown !== undefined && result.shown < result.n
        ? [`The chart shows a sample of ${plural(result.shown, 'point')}; the numbers use every row.`]
        : []),
    ],
    facts: [
      ...pairFacts({
        test: result.method,
        columns,
        r,
        p,
        n: result.n,
        isSignificant,
        rSquared: result.rSquared,
        slope: result.slope,
      }),
      ...(result.groups ?? []).flatMap((item): Fact[] =>
        item.r === null
          ? []
          : pairFacts({
              test: result.method,
              columns,
              r: item.r,
              p: item.p,
              n: item.n,
              isSignificant: item.p !== null && item.p < alpha,
            }).map((fact) => ({ ...fact, group: item.group })),
      ),
    ],
  };
}

function groupTable(
  label: string,
  symbol: string,
  groups: readonly { group: string; n: number; r: number | null; p: number | null }[],
): string {
  return markdownTable(
    [{ title: label }, ...[symbol, 'p-value', 'rows'].map((title) => ({ title, isNumber: true }))],
    groups.map((item) => [item.group, item.r, formatP(item.p), item.n]),
  );
}

interface PairFacts {
  readonly test: string;
  readonly columns: readonly string[];
  readonly r: number;
  readonly p: number | null;
  readonly n: number;
  readonly isSignificant: boolean;
  readonly rSquared?: number | null;
  readonly slope?: number | null;
}

export function pairFacts({ test, columns, r, p, n, isSignificant, rSquared, slope }: PairFacts): Fact[] {
  return [
    { quantity: 'correlation', value: r, columns, test },
    ...(p === null ? [] : [{ quantity: 'pValue' as const, value: p, columns, test }]),
    { quantity: 'isSignificant', value: isSignificant, columns },
    { quantity: 'count', value: n, columns },
    ...(rSquared === undefined || rSquared === null
      ? []
      : [{ quantity: 'rSquared' as const, value: rSquared, columns }]),
    ...(slope === undefined || slope === null ? [] : [{ quantity: 'slope' as const, value: slope, columns }]),
  ];
}
