import { z } from 'zod';
import { findColumn, isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { numeric } from '../code/expressions.ts';
import { comment, identifier, literal, source, template } from '../code/sql-text.ts';
import { needsNumbers, selectList, statisticSql } from '../code/statistic-sql.ts';
import type { Reading } from '../parsing/reading.ts';
import { numericSubjects, subjectsOf } from '../parsing/subjects.ts';
import { yesCondition, yesValue } from '../parsing/flags.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { formatValue, joinList, plural } from '../reporting/numbers.ts';
import { conventionNote, statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest, Statistic } from '../request.ts';
import { defaultAssumption, defaultStatistic } from './default-statistic.ts';
import type { Analysis, CodeContext, Fact, Finding, RequestDraft } from './analysis.ts';
import { expand, missingCaveat, numberIn, row, statisticFacts, type Row } from './results.ts';

const resultShape = z.object({ rows: z.number(), statistics: z.array(row) });

/** Statistics of whole columns, or of the rows that a condition leaves. */
export const aggregate: Analysis = {
  name: 'aggregate',
  isTechnical: false,
  matches(reading) {
    if (reading.groups.length > 0) return 0;
    if (reading.statistics.length === 0) return asksAmount(reading) ? 0.47 : 0;
    if (reading.statistics.every(({ statistic }) => statistic === 'share')) return 0;
    return 0.5;
  },
  plan,
  describe(request) {
    const names = joinList(request.statistics.map(statisticName));
    if (request.measures.length === 0) return 'the number of rows';
    return `the ${names} of ${joinList(request.measures.map(columnName))}`;
  },
  code,
  report,
};

/** "revenue in Q1 2023", "salary of women": an amount of the rows that a condition leaves. */
function asksAmount(reading: Reading): boolean {
  return (
    reading.condition !== undefined &&
    reading.ranking === undefined &&
    !reading.cues.has('rows') &&
    reading.steps.length === 0 &&
    reading.measures.length > 0 &&
    reading.measures.every(({ column }) => isNumeric(column) || looksNumeric(column)) &&
    !/^\s*(?:please )?(?:list|display|print|find|which|who)\b/i.test(reading.text)
  );
}

function plan(reading: Reading): RequestDraft | undefined {
  if (reading.statistics.length === 0) return planAmount(reading);
  const statistics = [...new Set(reading.statistics.map(({ statistic }) => statistic))].filter(
    (statistic) => statistic !== 'share',
  );
  if (statistics.length === 1 && statistics[0] === 'count') return planCount(reading);
  const numbers = numericSubjects(reading);
  const wanted = statistics.filter((statistic) => statistic !== 'count' || statistics.length === 1);
  if (wanted.every((statistic) => !needsNumbers(statistic))) {
    const columns = reading.derived ? [reading.derived] : subjectsOf(reading);
    return columns.length === 0
      ? undefined
      : {
          measures: columns.map(({ name }) => name),
          statistics: wanted,
          ...(reading.groupSize && { groupSize: reading.groupSize }),
        };
  }
  if (numbers.length === 0) return undefined;
  return { measures: numbers.slice(0, 12).map(({ name }) => name), statistics };
}

function planAmount(reading: Reading): RequestDraft | undefined {
  const columns = numericSubjects(reading).slice(0, 12);
  const statistic = defaultStatistic(columns, reading.catalog);
  return {
    measures: columns.map(({ name }) => name),
    statistics: [statistic],
    assumptions: [defaultAssumption(reading.text, columns, statistic)],
  };
}

/** "How many": rows that fit, or the different values of a column that names things. */
function planCount(reading: Reading): RequestDraft {
  const column = reading.measures.find(({ how, coverage }) => how === 'name' || coverage >= 1)?.column;
  const yes = column && yesCondition(column);
  if (column && yes) {
    return {
      measures: [],
      statistics: ['count'],
      preparation: [{ kind: 'filter', condition: yes }],
      assumptions: [`I counted the rows where ${columnName(column.name)} is ${String(yesValue(column))}.`],
    };
  }
  if (column?.type === 'TEXT' && !isUnique(column, reading)) {
    return {
      measures: [column.name],
      statistics: ['distinct', 'count'],
      assumptions: [`I counted the different values of ${columnName(column.name)}.`],
      ...(reading.groupSize && { groupSize: reading.groupSize }),
    };
  }
  return { measures: [], statistics: ['count'] };
}

function isUnique(column: CatalogColumn, reading: Reading): boolean {
  return column.profile !== undefined && column.profile.distinct >= reading.catalog.rows;
}

function code(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const sized = request.groupSize;
  const having = (name: string) =>
    sized
      ? `(SELECT * FROM ${prepared.from} WHERE ${identifier(name)} IN (SELECT ${identifier(name)} FROM ${prepared.from} GROUP BY 1 HAVING count(*) ${sized.operator} ${literal(sized.value)}))`
      : prepared.from;
  const queries = request.measures.map((name) => {
    const column = findColumn(prepared.catalog, name);
    const x = isNumeric(column) || looksNumeric(column) ? numeric(name, prepared.catalog, variant) : identifier(name);
    const entries = expand(request.statistics).map((statistic): [string, string] => [
      statisticExpression(statistic, x, column, request),
      statistic,
    ]);
    const all: [string, string][] = [
      [literal(name), 'column'],
      ['count(*)', 'rows'],
      [`count(${x})`, 'values'],
      [`count(*) - count(${x})`, 'missing'],
      ...entries.filter(([, alias]) => alias !== 'missing'),
    ];
    return `  ...sql(${template(`SELECT ${selectList(all)} FROM ${having(name)}`)}),`;
  });
  const lines = [
    ...prepared.lines,
    comment(
      request.measures.length > 0
        ? `${joinList(request.statistics.map(statisticName))} of ${request.measures.join(', ')}`
        : 'How many rows there are',
    ),
    `const [{ n }] = sql(${template(`SELECT count(*) AS n FROM ${prepared.from}`)});`,
    queries.length > 0 ? `const statistics = [\n${queries.join('\n')}\n];` : 'const statistics = [];',
    queries.length > 0 ? `table(statistics, ${source('Statistics')});` : 'print(`${n} rows`);',
    'result({ rows: n, statistics });',
  ];
  return lines.join('\n');
}

function statisticExpression(
  statistic: Statistic,
  x: string,
  column: CatalogColumn | undefined,
  request: AnalysisRequest,
): string {
  const sql = statisticSql(statistic, x, request.method);
  const isText =
    !isNumeric(column) && !looksNumeric(column) && (statistic === 'min' || statistic === 'max' || statistic === 'mode');
  return isText ? `CAST(${sql} AS VARCHAR)` : sql;
}

function report(request: AnalysisRequest, raw: unknown): Finding {
  const result = resultShape.parse(raw);
  const where = describePreparation(request.preparation);
  if (result.statistics.length === 0) {
    return {
      headline: `There ${result.rows === 1 ? 'is' : 'are'} **${plural(result.rows, 'row')}**${where}.`,
      body: [],
      caveats: [],
      facts: [{ quantity: 'count', value: result.rows, columns: [] }],
    };
  }
  const shown = expand(request.statistics);
  const note = conventionNote(request.statistics, request.method);
  return {
    headline: headline(result.statistics, shown, where),
    body: result.statistics.length * shown.length > 1 ? [statisticsTable(result.statistics, shown)] : [],
    ...(note !== undefined && { method: note }),
    caveats: result.statistics.flatMap((record) =>
      missingCaveat(String(record['column']), numberIn(record, 'missing')),
    ),
    facts: result.statistics.flatMap((record) => columnFacts(record, request.statistics)),
  };
}

function columnFacts(record: Row, statistics: readonly Statistic[]): Fact[] {
  const columns = [String(record['column'])];
  const missing = statistics.includes('missing') ? null : numberIn(record, 'missing');
  return [
    ...statisticFacts(record, statistics, { columns }),
    ...(missing === null ? [] : [{ quantity: 'missing' as const, value: missing, columns }]),
  ];
}

function headline(records: readonly Row[], shown: readonly Statistic[], where: string): string {
  const parts = records.slice(0, 3).map((record) => {
    const list = shown
      .slice(0, 4)
      .map((statistic) => `${statisticName(statistic)} **${formatValue(record[statistic])}**`);
    const [only] = list;
    const name = columnName(String(record['column']));
    return list.length === 1 && only !== undefined
      ? `the ${only.replace(' **', ` of ${name} is **`)}`
      : `${name} has ${joinList(list)}`;
  });
  const text = parts.join('; ');
  const values = records.every((record) => numberIn(record, 'values') === 0)
    ? ' There is no value to compute it from.'
    : '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${where}.${values}`;
}

function statisticsTable(records: readonly Row[], shown: readonly Statistic[]): string {
  if (records.length === 1) {
    const [record] = records;
    return markdownTable(
      [{ title: 'statistic' }, { title: String(record?.['column']), isNumber: true }],
      [...shown.map((statistic) => [statisticName(statistic), record?.[statistic]]), ['values', record?.['values']]],
    );
  }
  return markdownTable(
    [
      { title: 'column' },
      ...shown.map((statistic) => ({ title: statisticName(statistic), isNumber: true })),
      { title: 'values', isNumber: true },
    ],
    records.map((record) => [record['column'], ...shown.map((statistic) => record[statistic]), record['values']]),
  );
}
