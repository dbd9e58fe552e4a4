import { z } from 'zod';
import { isIdentifier, isNumeric } from '../catalog.ts';
import { chartCode, values } from '../code/chart-code.ts';
import { numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { STUDENT_P } from '../code/snippets.ts';
import { comment, literal, source, template } from '../code/sql-text.ts';
import type { Reading } from '../parsing/reading.ts';
import { numericSubjects } from '../parsing/subjects.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { escapeCell, markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, plural, formatP } from '../reporting/numbers.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Analysis, CodeContext, Fact, Finding, RequestDraft } from './analysis.ts';
import { METHODS, pairFacts, strengthOf } from './correlation.ts';
import { number } from './results.ts';

const resultShape = z.object({
  method: z.string(),
  alpha: z.number(),
  pairs: z.array(z.object({ x: z.string(), y: z.string(), r: number, n: z.number(), p: number })),
});
const MOST_COLUMNS = 16;

/** Correlations of all numeric columns, of those named, or of one column with all others. */
export const correlationMatrix: Analysis = {
  name: 'correlation-matrix',
  isTechnical: false,
  matches(reading) {
    if (
      !reading.cues.has('correlation') &&
      !reading.cues.has('strongest') &&
      !(reading.cues.has('matrix') && reading.cues.has('chart'))
    )
      return 0;
    if (reading.cues.has('regression') && !reading.cues.has('matrix')) return 0.3;
    if (reading.statistics.length > 0 && !reading.cues.has('correlate') && !reading.cues.has('strongest')) return 0.4;
    const count = ownColumns(reading).length;
    if (count === 2 && !reading.cues.has('strongest')) return 0.3;
    if (count === 0 && !reading.cues.has('matrix') && !reading.cues.has('strongest') && reading.antecedents.length > 0)
      return 0;
    return 0.76;
  },
  plan,
  describe(request) {
    const [target] = request.measures;
    if (request.ranking?.entity !== undefined && target !== undefined)
      return `the ${METHODS[request.method.correlation]} correlations of ${columnName(target)} with every other numeric column`;
    return `the ${METHODS[request.method.correlation]} correlations between ${request.measures.length > 6 ? 'all numeric columns' : request.measures.map(columnName).join(', ')}`;
  },
  code,
  report,
};

function ownColumns(reading: Reading): string[] {
  return numericSubjects({ ...reading, antecedents: [] }).map(({ name }) => name);
}

function plan(reading: Reading): RequestDraft | undefined {
  const own = ownColumns(reading);
  const all = reading.catalog.columns
    .filter(
      (column) =>
        isNumeric(column) && !isIdentifier(column, reading.catalog.rows) && (column.profile?.distinct ?? 2) > 1,
    )
    .map(({ name }) => name);
  const [target] =
    own.length > 0 ? own : reading.cues.has('matrix') ? [] : numericSubjects(reading).map(({ name }) => name);
  if (own.length >= 3 && !reading.cues.has('strongest')) return { measures: own.slice(0, MOST_COLUMNS) };
  if (target !== undefined)
    return {
      measures: [target, ...all.filter((name) => name !== target)].slice(0, 60),
      ranking: { direction: 'highest', limit: 1, entity: target },
    };
  if (all.length < 2) return undefined;
  const dropped =
    all.length > MOST_COLUMNS
      ? [`There are ${plural(all.length, 'numeric column')}; I took the first ${String(MOST_COLUMNS)}.`]
      : [];
  return { measures: all.slice(0, MOST_COLUMNS), assumptions: dropped };
}

function pairsOf(request: AnalysisRequest): (readonly [string, string])[] {
  const [target, ...others] = request.measures;
  if (request.ranking?.entity !== undefined && target !== undefined)
    return others.map((other) => [target, other] as const);
  return request.measures.flatMap((x, index) => request.measures.slice(index + 1).map((y) => [x, y] as const));
}

function code(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const { correlation: method, alpha } = request.method;
  const x = (name: string) => numeric(name, prepared.catalog, variant);
  const pairs = pairsOf(request);
  const isRanked = method !== 'pearson';
  const ranked = request.measures.map(
    (name, index) =>
      `CASE WHEN ${x(name)} IS NOT NULL THEN rank() OVER (ORDER BY ${x(name)} NULLS LAST) + (count(*) OVER (PARTITION BY ${x(name)}) - 1) / 2.0 END AS c${String(index)}`,
  );
  const from = isRanked ? `(SELECT ${ranked.join(', ')} FROM ${prepared.from})` : prepared.from;
  const column = (name: string) => (isRanked ? `c${String(request.measures.indexOf(name))}` : x(name));
  const selects = pairs.map(
    ([a, b]) =>
      `{'x': ${literal(a)}, 'y': ${literal(b)}, 'r': corr(${column(a)}, ${column(b)}), 'n': count(*) FILTER (${column(a)} IS NOT NULL AND ${column(b)} IS NOT NULL)}`,
  );
  const isTargeted = request.ranking?.entity !== undefined;
  return [
    ...prepared.lines,
    STUDENT_P,
    '',
    comment(`Every pair in one pass; ${isRanked ? 'by ranks' : 'rows that lack one of the two are left out'}`),
    `const found = sql(${template(`SELECT unnest([${selects.join(', ')}], recursive := true) FROM ${from}`)});`,
    'const pairs = found',
    '  .map(({ x, y, r, n }) => ({ x, y, r, n, p: r === null || n < 3 ? null : Math.abs(r) >= 1 ? 0 : studentP(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2) }))',
    '  .sort((a, b) => Math.abs(b.r ?? 0) - Math.abs(a.r ?? 0));',
    'table(pairs, "Correlations");',
    `result({ method: ${source(method === 'kendall' ? 'spearman' : method)}, alpha: ${String(alpha)}, pairCount: pairs.filter(({ r }) => r !== null).length, columnCount: ${String(request.measures.length)}, pairs });`,
    ...(variant.charts ? (isTargeted ? targetChart(request.measures[0] ?? '') : heatMap(request)) : []),
  ].join('\n');
}

function targetChart(target: string): string[] {
  return chartCode(`Correlation with ${target}`, {
    data: values('pairs.slice(0, 30)'),
    height: { step: 20 },
    mark: 'bar',
    encoding: {
      y: { field: 'y', type: 'nominal', sort: null, title: null },
      x: { field: 'r', type: 'quantitative', title: `Correlation with ${target}`, scale: { domain: [-1, 1] } },
      color: {
        field: 'r',
        type: 'quantitative',
        scale: { scheme: 'blueorange', domain: [-1, 1], reverse: true },
        legend: null,
      },
      tooltip: [
        { field: 'y', title: 'Column' },
        { field: 'r', title: 'Correlation', format: '.3f' },
        { field: 'n', title: 'Rows', format: ',' },
      ],
    },
  });
}

function heatMap(request: AnalysisRequest): string[] {
  const axis = { type: 'nominal', sort: [...request.measures], title: null };
  const base = {
    x: { field: 'x', ...axis, axis: { labelAngle: -40, labelOverlap: false } },
    y: { field: 'y', ...axis },
  };
  return [
    '',
    `const names = ${source(request.measures)};`,
    'const cells = [...pairs, ...pairs.map(({ x, y, ...rest }) => ({ ...rest, x: y, y: x })), ...names.map((name) => ({ x: name, y: name, r: 1 }))];',
    ...chartCode('Correlations', {
      data: values('cells'),
      width: { step: 44 },
      height: { step: 32 },
      layer: [
        {
          mark: 'rect',
          encoding: {
            ...base,
            color: {
              field: 'r',
              type: 'quantitative',
              title: 'Correlation',
              scale: { scheme: 'blueorange', domain: [-1, 1], reverse: true },
            },
            tooltip: [
              { field: 'x', title: 'Column' },
              { field: 'y', title: 'Column' },
              { field: 'r', title: 'Correlation', format: '.3f' },
              { field: 'n', title: 'Rows', format: ',' },
            ],
          },
        },
        {
          mark: { type: 'text', fontSize: 10 },
          encoding: {
            ...base,
            text: { field: 'r', type: 'quantitative', format: '.2f' },
            color: { condition: { test: 'abs(datum.r) > 0.7', value: 'white' }, value: 'black' },
          },
        },
      ],
    }),
  ];
}

function report(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const known = result.pairs.filter((pair) => pair.r !== null);
  const [strongest] = known;
  const where = describePreparation(request.preparation);
  if (!strongest || strongest.r === null)
    return {
      headline: `No pair of columns varies enough for a correlation${where}.`,
      body: [],
      caveats: [],
      facts: [],
    };
  const isTargeted = request.ranking?.entity !== undefined;
  const name = result.method === 'pearson' ? 'r' : 'ρ';
  return {
    headline: isTargeted
      ? `**${escapeCell(strongest.y)}** has the strongest correlation with ${columnName(strongest.x)}: ${name} = **${formatNumber(strongest.r)}**, ${strengthOf(strongest.r)} one${where}.`
      : `The strongest correlation is between ${columnName(strongest.x)} and ${columnName(strongest.y)}: ${name} = **${formatNumber(strongest.r)}**, ${strengthOf(strongest.r)} one${where}.`,
    body: [
      markdownTable(
        [
          ...(isTargeted ? [] : [{ title: 'column' }]),
          { title: isTargeted ? 'column' : 'with' },
          { title: name, isNumber: true },
          { title: 'p-value', isNumber: true },
          { title: 'rows', isNumber: true },
        ],
        known.slice(0, 20).map((pair) => [...(isTargeted ? [] : [pair.x]), pair.y, pair.r, formatP(pair.p), pair.n]),
      ),
    ],
    method: `${result.method === 'pearson' ? 'Pearson’s r' : 'Spearman’s ρ'} of each pair, on the rows where both are known; p-values are two-tailed and not corrected for the number of pairs.`,
    caveats: known.length > 20 ? [`${plural(known.length, 'pair')} in all; the strongest are listed.`] : [],
    facts: known.flatMap((pair, index): Fact[] => {
      const r = pair.r ?? 0;
      const facts = pairFacts({
        test: result.method,
        columns: [pair.x, pair.y],
        r,
        p: pair.p,
        n: pair.n,
        isSignificant: pair.p !== null && pair.p < result.alpha,
      });
      return isTargeted
        ? [
            { quantity: 'column', value: pair.y, columns: [pair.y], position: index + 1 },
            ...facts.map((fact) => ({ ...fact, position: index + 1 })),
          ]
        : facts;
    }),
  };
}
