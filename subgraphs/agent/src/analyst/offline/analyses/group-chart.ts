import type { Catalog } from '../catalog.ts';
import { chartCode, MAIN_COLOUR, PALETTE, values, type SpecValue } from '../code/chart-code.ts';
import { groupLabel, isRecurring } from '../code/expressions.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest } from '../request.ts';
import { expand } from './results.ts';
import { SHOWN_GROUPS, alias, isOrdered } from './group-parts.ts';

export function groupChart(request: AnalysisRequest, catalog: Catalog): string[] {
  const [first, second] = request.groups;
  if (!first) return [];
  const [statistic = 'count'] = expand(request.statistics);
  const measure = request.measures[0];
  const field = measure === undefined ? 'rows' : alias(statistic, 0);
  const title = measure === undefined ? 'Number of rows' : `${statisticName(statistic)} of ${measure}`;
  const named = `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
  const value = { field, type: 'quantitative', title: named };
  const name = {
    field: 'group',
    type: first.bucket || !isOrdered(first, catalog) ? 'nominal' : 'ordinal',
    title: groupLabel(first),
    sort: null,
  };
  const tooltip: SpecValue = [
    { field: 'group', title: groupLabel(first) },
    ...(second ? [{ field: 'group_2', title: groupLabel(second) }] : []),
    { field, title: named, format: ',.4~g' },
    { field: 'rows', title: 'Rows', format: ',' },
  ];
  const colour = second
    ? { color: { field: 'group_2', type: 'nominal', title: groupLabel(second), scale: { range: PALETTE } } }
    : {};
  const heading = `${named} by ${request.groups.map(groupLabel).join(' and ')}`;
  if (first.bucket && !isRecurring(first))
    return chartCode(heading, {
      data: values('groups'),
      mark: { type: 'line', ...(second ? { point: true } : { point: { color: MAIN_COLOUR }, color: MAIN_COLOUR }) },
      encoding: { x: { ...name, axis: { labelAngle: -40, labelOverlap: 'greedy' } }, y: value, ...colour, tooltip },
    });
  const shown = `groups.slice(0, ${String(second ? SHOWN_GROUPS * 4 : SHOWN_GROUPS)})`;
  const offset = second ? { yOffset: { field: 'group_2' } } : {};
  return chartCode(heading, {
    data: values(shown),
    height: { step: second ? 12 : 20 },
    mark: { type: 'bar', ...(second ? {} : { color: MAIN_COLOUR }) },
    encoding: { y: { ...name, title: null }, x: value, ...offset, ...colour, tooltip }, // the heading names the groups
  });
}
