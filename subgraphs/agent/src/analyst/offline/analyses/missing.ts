import { z } from 'zod';
import { chartCode, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, identifier, literal, template } from '../code/sql-text.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatPercent, plural } from '../reporting/numbers.ts';
import type { Analysis, Fact } from './analysis.ts';

const resultShape = z.object({
  rows: z.number(),
  missing: z.number(),
  incompleteRows: z.number().nullable(),
  emptyRows: z.number(),
  columns: z.array(z.object({ column: z.string(), missing: z.number(), percent: z.number().nullable() })),
});
const SHOWN = 30;

/** "Ignore missing values": says how to compute, and asks for nothing. */
const PASSING_OVER =
  /^\s*(?:please )?(?:ignor|disregard|exclud|skip|omit|drop|remov|handl|do not count|missing \w+ (?:do|are|should))/i;

/** Missing values of some columns or all. */
export const missing: Analysis = {
  name: 'missing',
  isTechnical: false,
  matches(reading) {
    if (!reading.cues.has('missing') || PASSING_OVER.test(reading.text)) return 0;
    const asks =
      /\b(?:how many|number of|count|which|what|are there|is there|any|show|list|find|percent\w*|share|proportion|check|do|does|most|highest|identify)\b/i.test(
        reading.text,
      ) || reading.tokens.length <= 6;
    const prepares = reading.steps.some(({ kind }) => kind === 'fillMissing' || kind === 'dropMissing');
    return asks && !prepares ? 0.85 : 0;
  },
  plan(reading) {
    const named = reading.measures
      .filter(({ how, coverage }) => how === 'name' || coverage >= 0.6)
      .map(({ column }) => column.name);
    const inCondition = reading.condition?.kind === 'missing' ? [reading.condition.column] : [];
    const columns = [...new Set([...named, ...inCondition])].filter((name) =>
      reading.catalog.columns.some((column) => column.name === name),
    );
    return { measures: columns };
  },
  describe(request) {
    return request.measures.length > 0
      ? `the missing values of ${request.measures.map(columnName).join(', ')}`
      : 'the missing values of every column';
  },
  code(request, { catalog, variant }) {
    const steps = request.preparation.filter((step) => step.kind !== 'filter' || step.condition.kind !== 'missing');
    const prepared = prepareRows(steps, catalog, variant);
    const names = request.measures.length > 0 ? request.measures : prepared.catalog.columns.map(({ name }) => name);
    const counts = names.map((name) => `count(*) - count(${identifier(name)})`).join(', ');
    const anyMissing = names.map((name) => `${identifier(name)} IS NULL`).join(' OR ');
    const allMissing = prepared.catalog.columns.map(({ name }) => `${identifier(name)} IS NULL`).join(' AND ');
    const isChart = variant.charts && names.length > 1;
    return [
      ...prepared.lines,
      comment('How many values each column lacks'),
      `const names = ${JSON.stringify(names)};`,
      `const [{ n, counts, incomplete, empty }] = sql(${template(`SELECT count(*) AS n, [${counts}] AS counts, count(*) FILTER (${anyMissing || literal(false)}) AS incomplete, count(*) FILTER (${allMissing || literal(false)}) AS empty FROM ${prepared.from}`)});`,
      'const columns = names',
      '  .map((column, index) => ({ column, missing: Number(counts[index]), percent: (100 * Number(counts[index])) / n }))',
      '  .sort((a, b) => b.missing - a.missing);',
      'table(columns, "Missing values");',
      'const missing = columns.reduce((sum, column) => sum + column.missing, 0);',
      'const affected = columns.filter((column) => column.missing > 0).length;',
      'result({ rows: n, missing, incompleteRows: incomplete, emptyRows: empty, columnCount: columns.length, affected, columns });',
      ...(isChart
        ? [
            'if (missing > 0) {',
            ...chartCode('Missing values by column', {
              data: values(`columns.filter((column) => column.missing > 0).slice(0, ${String(SHOWN)})`),
              height: { step: 20 },
              mark: { type: 'bar', color: MAIN_COLOUR },
              encoding: {
                y: { field: 'column', type: 'nominal', sort: null, title: null },
                x: { field: 'percent', type: 'quantitative', title: 'Missing (percent of rows)' },
                tooltip: [
                  { field: 'column', title: 'Column' },
                  { field: 'missing', title: 'Missing', format: ',' },
                  { field: 'percent', title: 'Percent', format: '.2f' },
                ],
              },
            }),
            '}',
          ]
        : []),
    ].join('\n');
  },
  report(request, raw) {
    const result = resultShape.parse(raw);
    const where = describePreparation(
      request.preparation.filter((step) => step.kind !== 'filter' || step.condition.kind !== 'missing'),
    );
    const affected = result.columns.filter((column) => column.missing > 0);
    const [first] = result.columns;
    const single = result.columns.length === 1 && first;
    const most = affected[0];
    const isWhole = request.measures.length === 0;
    return {
      headline: single
        ? `${columnName(single.column)} has **${plural(single.missing, 'missing value')}** of ${plural(result.rows, 'row')} (${formatPercent(single.percent)})${where}.`
        : most
          ? `${columnName(most.column)} has the most missing values: **${plural(most.missing, 'value')}** (${formatPercent(most.percent)}); ${plural(affected.length, 'column')} of ${plural(result.columns.length, 'column')} ${affected.length === 1 ? 'has' : 'have'} any${where}.`
          : `**No values are missing** in ${plural(result.columns.length, 'column')} and ${plural(result.rows, 'row')}${where}.`,
      body:
        affected.length > 0 && !single
          ? [
              markdownTable(
                [{ title: 'column' }, { title: 'missing', isNumber: true }, { title: 'percent', isNumber: true }],
                affected
                  .slice(0, SHOWN)
                  .map((column) => [column.column, column.missing, formatPercent(column.percent)]),
              ),
            ]
          : [],
      method: 'Only empty values count as missing; words such as “unknown” or “?” do not.',
      caveats: [
        ...(result.emptyRows > 0 ? [`${plural(result.emptyRows, 'row has', 'rows have')} **no value at all**.`] : []),
        ...(!single && result.missing > 0 && result.incompleteRows !== null
          ? [
              `${plural(result.missing, 'value')} missing in all; ${plural(result.incompleteRows, 'row lacks', 'rows lack')} at least one.`,
            ]
          : []),
      ],
      facts: [
        ...result.columns.flatMap(({ column, missing, percent }): Fact[] => [
          { quantity: 'missing', value: missing, columns: [column] },
          ...(percent === null ? [] : [{ quantity: 'missingShare' as const, value: percent, columns: [column] }]),
        ]),
        { quantity: 'missing', value: result.missing, columns: [] },
        { quantity: 'emptyRows', value: result.emptyRows, columns: [] },
        ...(result.incompleteRows === null || !isWhole
          ? []
          : [
              { quantity: 'incompleteRows' as const, value: result.incompleteRows, columns: [] },
              { quantity: 'completeRows' as const, value: result.rows - result.incompleteRows, columns: [] },
            ]),
        { quantity: 'columnCount', value: affected.length, columns: [] },
        ...affected.map((column, index): Fact => ({
          quantity: 'column',
          value: column.column,
          columns: [column.column],
          position: index + 1,
        })),
      ],
    };
  },
};
