import { findColumn, isNumeric, looksNumeric, type Catalog } from '../catalog.ts';
import { groupKey, groupLabel, groupOrder, isRecurring, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, identifier, literal, source, template } from '../code/sql-text.ts';
import { selectList, statisticSql } from '../code/statistic-sql.ts';
import { joinList } from '../reporting/numbers.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';
import { expand } from './results.ts';
import { groupChart } from './group-chart.ts';
import { SHOWN_GROUPS, alias, isOrdered } from './group-parts.ts';

const MOST_GROUPS = 200;

export function groupAggregateCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const keys = request.groups.map((group, index): [string, string] => [
    groupKey(group, prepared.catalog, variant),
    index === 0 ? 'group' : 'group_2',
  ]);
  const measured = request.measures.flatMap((name, place) => {
    const x = valueOf(name, prepared.catalog, variant);
    return expand(request.statistics).map((statistic): [string, string] => [
      statisticSql(statistic, x, request.method),
      alias(statistic, place),
    ]);
  });
  const [only] = request.measures;
  const used: [string, string][] =
    only === undefined || request.measures.length > 1
      ? []
      : [[`count(${valueOf(only, prepared.catalog, variant)})`, 'values']];
  const entries: [string, string][] = [...keys, ['count(*)', 'rows'], ...used, ...measured];
  const places = keys.map((_, index) => String(index + 1)).join(', ');
  const having = request.groupSize
    ? ` HAVING count(*) ${request.groupSize.operator} ${literal(request.groupSize.value)}`
    : '';
  const grouped = `SELECT ${selectList(entries)} FROM ${prepared.from} GROUP BY ${places}${having}`;
  const lines = [
    ...prepared.lines,
    comment(
      `${request.measures.length > 0 ? `${joinList(request.statistics.map(statisticName))} of ${request.measures.join(', ')}` : 'Rows'} by ${request.groups.map(groupLabel).join(' and ')}`,
    ),
    `const groups = sql(${template(`${grouped} ORDER BY ${orderBy(request, prepared.catalog, variant.tolerant)} LIMIT ${String(limitOf(request))}`)});`,
    `const [{ n, k }] = sql(${template(`SELECT CAST(sum("rows") AS DOUBLE) AS n, count(*) AS k FROM (${grouped})`)});`,
    request.measures.length === 0 ? 'for (const group of groups) group.percent = (100 * group.rows) / n;' : '',
    `table(groups, ${source(`By ${request.groups.map(groupLabel).join(' and ')}`)});`,
    `const shown = Math.min(${String(SHOWN_GROUPS)}, groups.length);`,
    'const single = groups.filter((group) => group.rows === 1).length;',
    'result({ rows: n, groupCount: k, shown, single, groups });',
    ...(variant.charts ? groupChart(request, prepared.catalog) : []),
  ];
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '').join('\n');
}

function valueOf(name: string, catalog: Catalog, variant: CodeContext['variant']): string {
  const column = findColumn(catalog, name);
  return isNumeric(column) || looksNumeric(column) ? numeric(name, catalog, variant) : identifier(name);
}

function limitOf(request: AnalysisRequest): number {
  return request.ranking ? request.ranking.limit : MOST_GROUPS;
}

/** Dates and numbers in their own order, names by what is measured. */
function orderBy(request: AnalysisRequest, catalog: Catalog, tolerant: boolean): string {
  const [first] = request.groups;
  const [statistic] = expand(request.statistics);
  const measured = identifier(
    request.measures.length > 0 && statistic && !request.ranking?.byRows ? alias(statistic, 0) : 'rows',
  );
  const direction = request.ranking?.direction === 'lowest' ? 'ASC' : 'DESC';
  if (request.ranking || !first || !isOrdered(first, catalog)) return `${measured} ${direction} NULLS LAST, 1`;
  const order = groupOrder(first, catalog, { tolerant, charts: true, sampled: false });
  return `${isRecurring(first) ? `min(${order})` : '1'}, ${request.groups.length > 1 ? '2' : '1'}`;
}
