import { z } from 'zod';
import { isCategorical, type CatalogColumn } from '../catalog.ts';
import { chartCode, PALETTE, values } from '../code/chart-code.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, identifier, template } from '../code/sql-text.ts';
import type { Reading } from '../parsing/reading.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatNumber, plural, pText } from '../reporting/numbers.ts';
import type { Analysis } from './analysis.ts';
import { number } from './results.ts';

const resultShape = z.object({
  n: z.number(),
  chi2: number,
  df: z.number(),
  p: number,
  cramersV: number,
  smallCells: z.number(),
  corrected: z.boolean(),
  alpha: z.number(),
  levels: z.tuple([z.array(z.string()), z.array(z.string())]),
  cells: z.array(z.object({ a: z.string(), b: z.string(), n: z.number(), percent: z.number() })),
});

/** Whether two columns that name groups go together: a contingency table and the chi-square test. */
export const association: Analysis = {
  name: 'association',
  isTechnical: true,
  matches(reading) {
    const asks =
      reading.cues.has('chiSquare') ||
      reading.cues.has('correlation') ||
      reading.cues.has('test') ||
      reading.cues.has('compare');
    return asks && pairOf(reading) !== undefined ? (reading.cues.has('chiSquare') ? 0.9 : 0.8) : 0;
  },
  plan(reading) {
    const pair = pairOf(reading);
    return pair && { measures: pair.map(({ name }) => name) };
  },
  describe: (request) => `whether ${request.measures.map(columnName).join(' and ')} are associated`,
  code(request, { catalog, variant }) {
    const prepared = prepareRows(request.preparation, catalog, variant);
    const [a = '', b = ''] = request.measures;
    return [
      ...prepared.lines,
      comment(`How often each value of ${a} comes with each of ${b}`),
      `const counted = sql(${template(`SELECT CAST(${identifier(a)} AS VARCHAR) AS a, CAST(${identifier(b)} AS VARCHAR) AS b, count(*) AS n FROM ${prepared.from} WHERE ${identifier(a)} IS NOT NULL AND ${identifier(b)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`)});`,
      'const levels = [[...new Set(counted.map(({ a }) => a))], [...new Set(counted.map(({ b }) => b))]];',
      'const sum = (rows) => rows.reduce((total, { n }) => total + n, 0);',
      'const n = sum(counted);',
      'const totalA = new Map(levels[0].map((level) => [level, sum(counted.filter(({ a }) => a === level))]));',
      'const totalB = new Map(levels[1].map((level) => [level, sum(counted.filter(({ b }) => b === level))]));',
      'const observed = new Map(counted.map(({ a, b, n }) => [JSON.stringify([a, b]), n]));',
      comment(
        request.method.continuity
          ? 'Pearson’s chi-square; a table of two by two is corrected for continuity (Yates), as scipy does'
          : 'Pearson’s chi-square without a correction for continuity',
      ),
      `const corrected = ${request.method.continuity ? 'levels[0].length === 2 && levels[1].length === 2' : 'false'};`,
      'let [chi2, smallCells] = [0, 0];',
      'const cells = [];',
      'for (const a of levels[0]) for (const b of levels[1]) {',
      '  const seen = observed.get(JSON.stringify([a, b])) ?? 0;',
      '  const expected = (totalA.get(a) * totalB.get(b)) / n;',
      '  const distance = Math.abs(seen - expected);',
      '  chi2 += (corrected ? distance - Math.min(0.5, distance) : distance) ** 2 / expected;',
      '  smallCells += expected < 5 ? 1 : 0;',
      '  cells.push({ a, b, n: seen, percent: (100 * seen) / totalA.get(a) });',
      '}',
      'const df = (levels[0].length - 1) * (levels[1].length - 1);',
      'const p = df > 0 ? 1 - jStat.lowRegGamma(df / 2, chi2 / 2) : null;',
      'const cramersV = df > 0 ? Math.sqrt(chi2 / (n * (Math.min(levels[0].length, levels[1].length) - 1))) : null;',
      'table(cells, "Contingency table");',
      `result({ n, chi2, df, p, cramersV, smallCells, corrected, alpha: ${String(request.method.alpha)}, levels, cells: cells.slice(0, 400) });`,
      ...(variant.charts
        ? chartCode(`${b} by ${a}`, {
            data: values('cells.slice(0, 400)'),
            height: { step: 24 },
            mark: 'bar',
            encoding: {
              y: { field: 'a', type: 'nominal', title: null },
              x: {
                field: 'n',
                type: 'quantitative',
                stack: 'normalize',
                title: 'Share of rows',
                axis: { format: '%' },
              },
              color: { field: 'b', type: 'nominal', title: b, scale: { range: PALETTE } },
              tooltip: [
                { field: 'a', title: a },
                { field: 'b', title: b },
                { field: 'n', title: 'Rows', format: ',' },
                { field: 'percent', title: 'Percent', format: '.1f' },
              ],
            },
          })
        : []),
    ].join('\n');
  },
  report(request, raw) {
    const result = resultShape.parse(raw);
    const [a = '', b = ''] = request.measures;
    const where = describePreparation(request.preparation);
    const test = 'chi-square';
    const isSignificant = result.p !== null && result.p < result.alpha;
    const lookup = new Map(result.cells.map((item) => [`${item.a}\u0000${item.b}`, item.n]));
    const [rows, columns] = [result.levels[0].slice(0, 20), result.levels[1].slice(0, 8)];
    return {
      headline: `${columnName(a)} and ${columnName(b)} are ${isSignificant ? '**associated**' : '**not significantly associated**'}: χ² = **${formatNumber(result.chi2)}**, ${pText(result.p, true)}, Cramér’s V = **${formatNumber(result.cramersV)}**${where}.`,
      body: [
        markdownTable(
          [{ title: a }, ...columns.map((title) => ({ title, isNumber: true }))],
          rows.map((level) => [level, ...columns.map((other) => lookup.get(`${level}\u0000${other}`) ?? 0)]),
        ),
      ],
      method: `Pearson’s chi-square test of independence with ${plural(result.df, 'degree')} of freedom at α = ${result.alpha}${result.corrected ? ', corrected for continuity' : ''}.`,
      caveats:
        result.smallCells > 0
          ? [
              `${plural(result.smallCells, 'cell')} of the table would be expected to hold few rows, so the p-value is rough.`,
            ]
          : [],
      facts: [
        { quantity: 'statistic', value: result.chi2 ?? 0, columns: [a, b], test },
        ...(result.p === null ? [] : [{ quantity: 'pValue' as const, value: result.p, columns: [a, b], test }]),
        { quantity: 'isSignificant', value: isSignificant, columns: [a, b] },
        { quantity: 'count', value: result.n, columns: [a, b] },
      ],
    };
  },
};

function pairOf(reading: Reading): readonly [CatalogColumn, CatalogColumn] | undefined {
  const grouped = reading.groups
    .filter(({ bucket }) => bucket === undefined)
    .flatMap(({ column }) => reading.catalog.columns.filter(({ name }) => name === column));
  const named = reading.measures.map(({ column }) => column);
  const all = [...new Set([...named, ...grouped])];
  const isText = (column: CatalogColumn) =>
    column.type === 'TEXT' || column.type === 'BOOLEAN' || (reading.cues.has('chiSquare') && isCategorical(column));
  const [a, b, c] = all.filter((column) => isText(column) && (column.profile?.distinct ?? 0) <= 60);
  return a && b && !c && all.length === 2 && (isText(a) || isText(b)) ? [a, b] : undefined;
}
