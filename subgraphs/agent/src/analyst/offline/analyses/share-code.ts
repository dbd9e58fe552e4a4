import { chartCode, MAIN_COLOUR, values } from '../code/chart-code.ts';
import { conditionSql } from '../code/condition-sql.ts';
import { groupKey, groupLabel, groupOrder, numeric } from '../code/expressions.ts';
import { prepareRows } from '../code/preparation-code.ts';
import { comment, source, template } from '../code/sql-text.ts';
import { describeCondition } from '../reporting/describe-preparation.ts';
import type { AnalysisRequest } from '../request.ts';
import type { CodeContext } from './analysis.ts';

const MOST_GROUPS = 200;

/** JavaScript that adds up the whole and its part, in all and by group. Without a part each group is one of the whole. */
export function shareCode(request: AnalysisRequest, { catalog, variant }: CodeContext): string {
  const prepared = prepareRows(request.preparation, catalog, variant);
  const fits = request.part ? conditionSql(request.part, prepared.catalog, variant) : 'true';
  const [measure] = request.measures;
  const [group] = request.groups;
  const x = measure === undefined ? undefined : numeric(measure, prepared.catalog, variant);
  const amount = x === undefined ? 'CAST(count(*) AS DOUBLE)' : `CAST(sum(${x}) AS DOUBLE)`;
  const inPart =
    x === undefined ? `CAST(count(*) FILTER (${fits}) AS DOUBLE)` : `CAST(sum(${x}) FILTER (${fits}) AS DOUBLE)`;
  const counts = `count(*) AS n, count(${x ?? '*'}) AS "values", coalesce(${amount}, 0) AS whole, coalesce(${inPart}, 0) AS part`;
  const negative = x === undefined ? '0' : `count(*) FILTER (${x} < 0)`;
  const whole = request.part ? 'whole' : 'all.whole';
  return [
    ...prepared.lines,
    comment(
      `${measure === undefined ? 'Rows' : `The sum of ${measure}`}${request.part ? ` where ${describeCondition(request.part)}` : ''}, as a share`,
    ),
    `const [all] = sql(${template(`SELECT ${counts}, ${negative} AS negative FROM ${prepared.from}`)});`,
    'const percent = (part, whole) => (whole === 0 ? null : (100 * part) / whole);',
    ...(group
      ? [
          `const groups = sql(${template(`SELECT ${groupKey(group, prepared.catalog, variant)} AS "group", ${counts} FROM ${prepared.from} GROUP BY 1 ORDER BY min(${groupOrder(group, prepared.catalog, variant)}) LIMIT ${String(MOST_GROUPS)}`)})`,
          `  .map((group) => ({ ...group, percent: percent(group.part, ${whole === 'whole' ? 'group.whole' : whole}) }));`,
          ...(group.bucket === undefined || request.ranking
            ? [
                `groups.sort((a, b) => ${request.ranking?.direction === 'lowest' ? '' : '-'}((a.percent ?? 0) - (b.percent ?? 0)));`,
              ]
            : []),
          'table(groups, "Shares");',
        ]
      : ['const groups = [];']),
    'const total = percent(all.part, all.whole);',
    'result({ ...all, missing: all.n - all.values, percent: total, fraction: total === null ? null : total / 100, groupCount: groups.length, shown: Math.min(30, groups.length), groups });',
    ...(variant.charts ? chart(request) : []),
  ].join('\n');
}

function chart({ groups, measures, part }: AnalysisRequest): string[] {
  const [group] = groups;
  const of = measures[0] === undefined ? 'rows' : `the total of ${measures[0]}`;
  const title = group ? `Share of ${of} by ${groupLabel(group)}` : `Share of ${of}`;
  const bars = group
    ? 'groups.slice(0, 30).map((item) => ({ name: String(item.group ?? "(missing)"), percent: item.percent, amount: item.part }))'
    : `[{ name: ${source(part ? describeCondition(part).replaceAll('`', '') : 'all')}, percent: total, amount: all.part }, { name: "the rest", percent: total === null ? null : 100 - total, amount: all.whole - all.part }]`;
  return [
    '',
    `const bars = ${bars};`,
    ...chartCode(title, {
      data: values('bars'),
      height: { step: 24 },
      mark: { type: 'bar', color: MAIN_COLOUR },
      encoding: {
        y: { field: 'name', type: 'nominal', sort: null, title: null },
        x: { field: 'percent', type: 'quantitative', title: `Percent of ${of}` },
        tooltip: [
          { field: 'name', title: group ? groupLabel(group) : 'Part' },
          { field: 'percent', title: 'Percent', format: '.2f' },
          { field: 'amount', title: measures[0] === undefined ? 'Rows' : `Sum of ${measures[0]}`, format: ',.6~g' },
        ],
      },
    }),
  ];
}
