import { chartCode, MAIN_COLOUR, PALETTE, values } from '../code/chart-code.ts';
import { groupKey, groupLabel, groupOrder, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, source, template } from '../code/sql-text.ts';
import { statisticSql } from '../code/statistic-sql.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest, Grouping } from '../request.ts';
import type { CodeContext } from './analysis.ts';

/** JavaScript that puts the periods side by side and takes the change from the first to the last of them. */
export function periodComparisonCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [time = { column: '' }, group] = request.groups;
  const [measure] = request.measures;
  const [statistic = 'count'] = request.statistics;
  const x = measure === undefined ? undefined : numeric(measure, prepared.catalog, variant);
  const value = x === undefined ? 'count(*)' : statisticSql(statistic, x, request.method);
  const key = (grouping: Grouping) => groupKey(grouping, prepared.catalog, variant);
  const order = `min(${groupOrder(time, prepared.catalog, variant)})`;
  const columns = `CAST(${key(time)} AS VARCHAR) AS period, CAST(${value} AS DOUBLE) AS "value", count(${x ?? '*'}) AS "values"`;
  const known = `${key(time)} IS NOT NULL`;
  const what = measure === undefined ? 'number of rows' : `${statisticName(statistic)} of ${measure}`;
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} by ${request.groups.map(groupLabel).join(' and ')}`;
  return [
    ...prepared.lines,
    comment(title),
    `const periods = sql(${template(`SELECT ${columns} FROM ${prepared.from} WHERE ${known} GROUP BY 1 ORDER BY ${order}`)});`,
    'const changeOf = (list) => {',
    '  const [first, last] = [list[0]?.value ?? null, list[list.length - 1]?.value ?? null];',
    '  const change = first === null || last === null || list.length < 2 ? null : last - first;',
    '  return { first, last, change, size: change === null ? null : Math.abs(change), percent: change === null || first === 0 ? null : (100 * change) / Math.abs(first) };',
    '};',
    ...(group
      ? byGroup(request, { columns, known, order, key: key(group), from: prepared.from })
      : ['const groups = [];']),
    `table(${group ? 'groups' : 'periods'}, ${source(title)});`,
    'result({ periods, ...changeOf(periods), groupCount: groups.length, shown: Math.min(30, groups.length), groups: groups.slice(0, 200) });',
    ...(variant.charts ? chart(title, what, time, group) : []),
  ].join('\n');
}

interface GroupSource {
  readonly columns: string;
  readonly known: string;
  readonly order: string;
  readonly key: string;
  readonly from: string;
}

function byGroup({ ranking }: AnalysisRequest, { columns, known, order, key, from }: GroupSource): string[] {
  const sign = ranking?.direction === 'lowest' ? '' : '-';
  return [
    `const cells = sql(${template(`SELECT CAST(${key} AS VARCHAR) AS "group", ${columns} FROM ${from} WHERE ${known} GROUP BY 1, 2 ORDER BY ${order}, 1`)});`,
    'const names = [...new Set(cells.map(({ group }) => group))];',
    comment('A group that a period lacks has no value there'),
    'const groups = names.map((group) => {',
    '  const list = periods.map(({ period }) => ({ period, value: cells.find((cell) => cell.group === group && cell.period === period)?.value ?? null }));',
    '  return { group: group ?? "(missing)", ...Object.fromEntries(list.map(({ period, value }) => [`in ${period}`, value])), ...changeOf(list) };',
    `}).sort((a, b) => ${sign}((a.change ?? -Infinity) - (b.change ?? -Infinity)));`,
  ];
}

function chart(title: string, what: string, time: Grouping, group: Grouping | undefined): string[] {
  const named = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const value = { field: 'value', type: 'quantitative', title: named };
  const period = { field: 'period', type: 'nominal', title: groupLabel(time), sort: null };
  const tooltip = [
    ...(group ? [{ field: 'group', title: groupLabel(group) }] : []),
    { field: 'period', title: groupLabel(time) },
    { field: 'value', title: named, format: ',.6~g' },
  ];
  if (!group)
    return chartCode(title, {
      data: values('periods'),
      height: { step: 40 },
      mark: { type: 'bar', color: MAIN_COLOUR },
      encoding: { y: { ...period, title: null }, x: value, tooltip },
    });
  return chartCode(title, {
    data: values('cells.filter(({ group }) => groups.slice(0, 20).some((shown) => shown.group === group))'),
    height: { step: 14 },
    mark: 'bar',
    encoding: {
      y: { field: 'group', type: 'nominal', title: null, sort: null },
      yOffset: { field: 'period', sort: null },
      x: value,
      color: { ...period, scale: { range: PALETTE } },
      tooltip,
    },
  });
}
