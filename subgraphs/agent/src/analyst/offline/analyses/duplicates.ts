import { z } from 'zod';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, identifier, template } from '../code/sql-text.ts';
import { rowColumns } from '../code/row-sql.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatPercent, joinList, plural } from '../reporting/numbers.ts';
import type { Analysis } from './analysis.ts';
import { number, row } from './results.ts';

const resultShape = z.object({
  rows: z.number(),
  distinct: z.number(),
  duplicates: z.number(),
  percent: number,
  examples: z.array(row),
  columns: z.array(z.string()),
});

/** Rows that are there more than once, wholly or in the columns named. */
export const duplicates: Analysis = {
  name: 'duplicates',
  isTechnical: false,
  matches: (reading) =>
    reading.cues.has('duplicates') && !reading.steps.some(({ kind }) => kind === 'dropDuplicates') ? 0.88 : 0,
  plan: (reading) => ({ measures: reading.measures.map(({ column }) => column.name) }),
  describe: (request) =>
    request.measures.length > 0
      ? `rows that repeat the same ${joinList(request.measures.map(columnName))}`
      : 'rows that are wholly the same',
  code(request, { catalog, variant }) {
    const prepared = prepareRows(request.preparation, catalog, variant);
    const names = request.measures.length > 0 ? request.measures : prepared.catalog.columns.map(({ name }) => name);
    const keys = names.map(identifier).join(', ');
    const shown = rowColumns(names.slice(0, 8), {
      ...prepared.catalog,
      columns: prepared.catalog.columns.filter(({ name }) => names.slice(0, 8).includes(name)),
    });
    return [
      ...prepared.lines,
      comment('Rows that repeat an earlier one'),
      `const [{ n, k }] = sql(${template(`SELECT CAST(coalesce(sum(times), 0) AS DOUBLE) AS n, count(*) AS k FROM (SELECT count(*) AS times FROM ${prepared.from} GROUP BY ${keys})`)});`,
      `const examples = sql(${template(`SELECT count(*) AS "times", ${shown.sql} FROM ${prepared.from} GROUP BY ${keys} HAVING count(*) > 1 ORDER BY 1 DESC LIMIT 5`)});`,
      'if (examples.length > 0) table(examples, "Most repeated rows");',
      `result({ rows: n, distinct: k, duplicates: n - k, percent: n > 0 ? (100 * (n - k)) / n : null, examples, columns: ${JSON.stringify(shown.names)} });`,
    ].join('\n');
  },
  report(request, raw) {
    const result = resultShape.parse(raw);
    const what = request.measures.length > 0 ? ` by ${joinList(request.measures.map(columnName))}` : '';
    const where = describePreparation(request.preparation);
    return {
      headline:
        result.duplicates === 0
          ? `There are **no duplicate rows**${what} among ${plural(result.rows, 'row')}${where}.`
          : `**${plural(result.duplicates, 'row repeats', 'rows repeat')}** an earlier one${what}: ${formatPercent(result.percent)} of ${plural(result.rows, 'row')}${where}.`,
      body:
        result.examples.length > 0
          ? [
              markdownTable(
                [{ title: 'times', isNumber: true }, ...result.columns.map((title) => ({ title }))],
                result.examples.map((example) => [example['times'], ...result.columns.map((name) => example[name])]),
              ),
            ]
          : [],
      method: 'The first of equal rows is not counted as a duplicate, as pandas does.',
      caveats: [],
      facts: [
        { quantity: 'duplicates', value: result.duplicates, columns: request.measures },
        { quantity: 'count', value: result.duplicates, columns: request.measures },
        { quantity: 'distinct', value: result.distinct, columns: request.measures },
      ],
    };
  },
};
