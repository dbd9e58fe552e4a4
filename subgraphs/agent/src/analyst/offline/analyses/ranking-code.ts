import { findColumn, isNumeric, looksNumeric } from '../catalog.ts';
import { chartCode, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { groupKey, groupLabel, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { rowColumns } from '../code/row-sql.ts';
import { comment, identifier, literal, source, template } from '../code/sql-text.ts';
import { statisticSql } from '../code/statistic-sql.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

export function rankingCode(request: AnalysisRequest, context: CodeContext): string {
  return request.groups.length > 0 ? groupCode(request, context) : rowCode(request, context);
}

function groupCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const [group = { column: '' }] = request.groups;
  const { direction = 'highest', limit = 1 } = request.ranking ?? {};
  const [measure] = request.measures;
  const [statistic = 'count'] = request.statistics;
  const value =
    measure === undefined
      ? 'count(*)'
      : statisticSql(statistic, numeric(measure, prepared.catalog, variant), request.method);
  const key = group.bucket === undefined ? identifier(group.column) : groupKey(group, prepared.catalog, variant);
  const having = request.groupSize
    ? ` HAVING count(*) ${request.groupSize.operator} ${literal(request.groupSize.value)}`
    : '';
  const grouped = `SELECT ${key} AS "name", ${value} AS "value", ${measure === undefined ? 'count(*)' : `count(${numeric(measure, prepared.catalog, variant)})`} AS "rows" FROM ${prepared.from} WHERE ${key} IS NOT NULL GROUP BY 1${having}`;
  const order = `"value" ${direction === 'highest' ? 'DESC' : 'ASC'} NULLS LAST, "name"${group.bucket === undefined ? '' : ' DESC'}`;
  const title = `${measure === undefined ? 'Number of rows' : `${statisticName(statistic)} of ${measure}`} by ${groupLabel(group)}`;
  const named = `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
  return [
    ...prepared.lines,
    comment(`${named}, the ${direction} first`),
    `const ranked = sql(${template(`${grouped} ORDER BY ${order} LIMIT ${String(Math.max(limit, 10))}`)});`,
    `const [{ n }] = sql(${template(`SELECT count(*) AS n FROM ${prepared.from}`)});`,
    `const items = ranked.slice(0, ${String(limit)});`,
    `const tied = ranked.filter(({ value }) => value === ranked[0]?.value).length;`,
    `table(items, ${source(named)});`,
    `result({ rows: n, limit: ${String(limit)}, items, tied });`,
    ...(variant.charts
      ? chartCode(named, {
          data: values('ranked'),
          height: { step: 22 },
          mark: { type: 'bar', color: MAIN_COLOUR },
          encoding: {
            y: { field: 'name', type: 'nominal', sort: null, title: null },
            x: {
              field: 'value',
              type: 'quantitative',
              title: measure === undefined ? 'Number of rows' : `${statisticName(statistic)} of ${measure}`,
            },
            tooltip: [
              { field: 'name', title: groupLabel(group) },
              { field: 'value', title: named, format: ',.4~g' },
              { field: 'rows', title: 'Values', format: ',' },
            ],
          },
        })
      : []),
  ].join('\n');
}

function rowCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const { direction = 'highest', limit = 1, entity } = request.ranking ?? {};
  const [measure = '', ...others] = request.measures;
  const column = findColumn(prepared.catalog, measure);
  const value =
    isNumeric(column) || looksNumeric(column) || variant.tolerant
      ? numeric(measure, prepared.catalog, variant)
      : identifier(measure);
  const columns = rowColumns([...(entity === undefined ? [] : [entity]), measure, ...others], prepared.catalog);
  const numbered = `SELECT *, ${value} AS "value", row_number() OVER () AS "place in the file" FROM ${prepared.from}`;
  const best = `SELECT ${direction === 'highest' ? 'max' : 'min'}(${value}) FROM ${prepared.from}`;
  return [
    ...prepared.lines,
    comment(`The ${direction} ${measure}; among equals the first in the file`),
    `const items = sql(${template(`SELECT ${columns.sql} FROM (${numbered}) WHERE "value" IS NOT NULL ORDER BY "value" ${direction === 'highest' ? 'DESC' : 'ASC'}, "place in the file" LIMIT ${String(limit)}`)});`,
    `const [{ n, tied, best }] = sql(${template(`SELECT count(*) AS n, count(*) FILTER (${value} = (${best})) AS tied, CAST((${best}) AS VARCHAR) AS best FROM ${prepared.from}`)});`,
    `table(items, ${source(`The ${direction} ${measure}`)});`,
    `result({ rows: n, limit: ${String(limit)}, items, tied, best, columns: ${source(columns.names)} });`,
  ].join('\n');
}
