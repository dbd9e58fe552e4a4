import { z } from 'zod';
import { findColumn, isNumeric } from '../catalog.ts';
import { numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { rowColumns } from '../code/row-sql.ts';
import { comment, template } from '../code/sql-text.ts';
import { subjectsOf } from '../parsing/subjects.ts';
import { numberAt } from '../parsing/numerals.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { rowTableColumns } from '../reporting/row-columns.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { plural } from '../reporting/numbers.ts';
import type { Analysis, Fact } from './analysis.ts';
import { row } from './results.ts';

const resultShape = z.object({
  rows: z.number(),
  shown: z.number(),
  items: z.array(row),
  columns: z.array(z.string()),
});
const MOST_ROWS = 50;

/** Rows as they are: the first ones, or those that a condition leaves. */
export const rows: Analysis = {
  name: 'rows',
  isTechnical: false,
  matches(reading) {
    if (
      reading.statistics.some(({ statistic }) => statistic !== 'max' && statistic !== 'min') ||
      reading.groups.length > 0
    )
      return 0;
    if (reading.cues.has('rows') && !reading.cues.has('missing') && !reading.cues.has('duplicates')) return 0.66;
    if (
      reading.condition &&
      reading.statistics.length === 0 &&
      reading.ranking === undefined &&
      reading.steps.length === 0 &&
      reading.tokens.length <= 12 &&
      !/\?/.test(reading.text)
    )
      return 0.15;
    return reading.cues.has('listing') && reading.condition !== undefined && !reading.cues.has('correlation')
      ? 0.45
      : 0;
  },
  plan(reading) {
    const said = reading.tokens
      .map((_, index) => numberAt(reading.tokens, index))
      .find(
        (number) =>
          (number &&
            number.value >= 1 &&
            number.value <= MOST_ROWS &&
            /^(?:first|top|last|rows?|records?|random|examples?|sample|lines?|entries|observations)$/.test(
              reading.tokens[number.start - 1]?.lower ?? '',
            )) ||
          (number &&
            /^(?:rows?|records?|examples?|lines?|entries|observations|random)$/.test(
              reading.tokens[number.end]?.lower ?? '',
            )),
      );
    const wanted = reading.measures.length > 0 ? subjectsOf(reading).map(({ name }) => name) : [];
    const limit = Math.min(said?.value ?? reading.ranking?.limit ?? 10, MOST_ROWS);
    return {
      measures: wanted,
      ranking: {
        direction: /\blast\b/i.test(reading.text) ? 'lowest' : 'highest',
        limit: reading.condition && !said ? 20 : limit,
      },
    };
  },
  describe(request) {
    return `the ${request.ranking?.direction === 'lowest' ? 'last' : 'first'} ${String(request.ranking?.limit ?? 10)} rows`;
  },
  code(request, { catalog, variant }) {
    const prepared = prepareRows(request.preparation, catalog, variant);
    const columns = rowColumns(request.measures, prepared.catalog);
    const limit = String(request.ranking?.limit ?? 10);
    const isLast = request.ranking?.direction === 'lowest';
    const order = isLast ? ' ORDER BY row_number() OVER () DESC' : '';
    const checked = variant.tolerant
      ? columns.names
          .map((name) =>
            isNumeric(findColumn(prepared.catalog, name)) ? numeric(name, prepared.catalog, variant) : undefined,
          )
          .filter((sql) => sql !== undefined).length
      : 0;
    return [
      ...prepared.lines,
      comment(`The ${isLast ? 'last' : 'first'} ${limit} rows${checked > 0 ? ', as they are' : ''}`),
      `const items = sql(${template(`SELECT ${columns.sql} FROM ${prepared.from}${order} LIMIT ${limit}`)});`,
      `const [{ n }] = sql(${template(`SELECT count(*) AS n FROM ${prepared.from}`)});`,
      'table(items, "Rows");',
      `result({ rows: n, limit: ${limit}, shown: items.length, items, columns: ${JSON.stringify(columns.names)} });`,
    ].join('\n');
  },
  report(request, raw, { catalog }) {
    const result = resultShape.parse(raw);
    const columns = result.columns.slice(0, 10);
    const where = describePreparation(request.preparation);
    const hidden =
      result.columns.length > columns.length
        ? [`The table in the output shows more columns; here are ${columns.map(columnName).join(', ')}.`]
        : [];
    return {
      headline:
        result.rows === 0
          ? `**No rows**${where}.`
          : `**${plural(result.rows, 'row')}**${where}; ${result.shown === result.rows ? 'all of them' : `${plural(result.shown, 'row')} of them`} here.`,
      body:
        result.items.length > 0
          ? [
              markdownTable(
                rowTableColumns(columns, catalog),
                result.items.map((item) => columns.map((name) => item[name])),
              ),
            ]
          : [],
      caveats: hidden,
      facts: [
        { quantity: 'count', value: result.rows, columns: [] },
        ...result.items.flatMap((item, index): Fact[] =>
          Object.entries(item).flatMap(([name, value]): Fact[] =>
            value === null ? [] : [{ quantity: 'entity', value, columns: [name], position: index + 1 }],
          ),
        ),
      ],
    };
  },
};
