import { z } from 'zod';
import { findColumn, isNumeric, type Catalog } from '../catalog.ts';
import { nameWords } from '../parsing/words.ts';
import { columnName, describePreparation } from '../reporting/describe-preparation.ts';
import { markdownTable } from '../reporting/markdown-table.ts';
import { changeText, formatChange, formatNumber, formatPercent, plural, pText } from '../reporting/numbers.ts';
import { shortenSeries } from '../reporting/shorten-series.ts';
import { statisticName } from '../reporting/statistic-names.ts';
import type { AnalysisRequest } from '../request.ts';
import type { Fact, Finding } from './analysis.ts';
import { number } from './results.ts';

const point = z.object({ period: z.union([z.string(), z.number()]), value: number, rows: z.number(), growth: number });
const resultShape = z.object({
  rows: z.number(),
  series: z.array(point),
  slope: number,
  p: number,
  change: number,
  percentChange: number,
  first: point.nullable(),
  last: point.nullable(),
  highest: point.nullable(),
  lowest: point.nullable(),
  seasonalPercent: number.optional(),
});
const SEASONAL_PERCENT = 60;

function isSameMonth(first: string | number, last: string | number): boolean {
  return String(first).slice(5) === String(last).slice(5);
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function unitOfColumn(name: string, catalog: Catalog): string {
  if (nameWords(name).includes('year')) return 'year';
  return isNumeric(findColumn(catalog, name)) ? `step of ${name}` : 'period';
}

export function reportTrend(request: AnalysisRequest, raw: unknown, { catalog }: { catalog: Catalog }): Finding {
  const result = resultShape.parse(raw);
  const { first, last, slope } = result;
  const [measure] = request.measures;
  const [statistic = 'count'] = request.statistics;
  const [group = { column: '' }] = request.groups;
  const where = describePreparation(request.preparation);
  const what =
    measure === undefined ? 'the number of rows' : `the ${statisticName(statistic)} of ${columnName(measure)}`;
  if (!first || !last) return { headline: `No dated values are left${where}.`, body: [], caveats: [], facts: [] };
  const isClear = result.p !== null && result.p < request.method.alpha;
  const unit = group.bucket ?? unitOfColumn(group.column, catalog);
  const direction = (result.change ?? 0) > 0 ? 'rose' : (result.change ?? 0) < 0 ? 'fell' : 'stayed';
  const summary = shortenSeries(result.series, 24, ({ period }) =>
    [result.highest?.period, result.lowest?.period].includes(period),
  );
  const ends = `from **${formatNumber(first.value)}** in ${String(first.period)} to **${formatNumber(last.value)}** in ${String(last.period)}`;
  const changed = `${direction} ${ends}${changeText(result.change, result.percentChange)}${where}`;
  return {
    headline:
      slope === null
        ? `${sentenceCase(what)} ${changed}; there are too few periods for a trend.`
        : isClear
          ? `${sentenceCase(what)} ${changed}; the trend over all periods is **${slope > 0 ? 'upward' : 'downward'}**: **${formatNumber(slope)}** per ${unit} (${pText(result.p)}).`
          : `There is **no clear trend** in ${what} over ${plural(result.series.length, 'period')} (**${formatNumber(slope)}** per ${unit}, ${pText(result.p)}); it ${changed}.`,
    body: [
      [
        `- Highest: ${String(result.highest?.period ?? '')} with ${formatNumber(result.highest?.value)}`,
        `- Lowest: ${String(result.lowest?.period ?? '')} with ${formatNumber(result.lowest?.value)}`,
        ...(last.growth === null
          ? []
          : [`- Last change: ${formatChange(last.growth)} in ${String(last.period)} against the ${unit} before`]),
      ].join('\n'),
      markdownTable(
        [
          { title: group.bucket ?? group.column },
          { title: measure === undefined ? 'rows' : `${statisticName(statistic)} of ${measure}`, isNumber: true },
          { title: 'change', isNumber: true },
          ...(measure === undefined ? [] : [{ title: 'values', isNumber: true }]),
        ],
        summary.map((item) => [
          String(item.period),
          item.value,
          item.growth === null ? '' : formatChange(item.growth),
          ...(measure === undefined ? [] : [item.rows]),
        ]),
      ),
    ],
    method:
      'The trend is the slope of a straight line fitted to the periods by least squares; each change is against the period before.',
    caveats: [
      ...((result.seasonalPercent ?? 0) >= SEASONAL_PERCENT
        ? [
            `There is a pattern that repeats every year: the month of the year accounts for ${formatPercent(result.seasonalPercent)} of the variation.${isSameMonth(first.period, last.period) ? '' : ' The first and the last period are different months, so part of the change between them is the season.'}`,
          ]
        : []),
      ...(summary.length < result.series.length
        ? [
            `${plural(result.series.length, 'period')} in all; some of them are listed, among them the highest and the lowest; the chart has all.`,
          ]
        : []),
      ...(last.rows < (first.rows + (result.highest?.rows ?? 0)) / 4
        ? ['The last period has fewer rows than the others and may be incomplete.']
        : []),
    ],
    facts: [
      ...result.series.flatMap((item, index): Fact[] =>
        item.value === null
          ? []
          : [
              {
                quantity: measure === undefined ? 'count' : 'mean',
                value: item.value,
                columns: measure === undefined ? [] : [measure],
                group: String(item.period),
                position: index + 1,
              },
            ],
      ),
      ...(slope === null ? [] : [{ quantity: 'slope' as const, value: slope, columns: request.measures }]),
      ...(result.p === null ? [] : [{ quantity: 'pValue' as const, value: result.p, columns: request.measures }]),
      ...(result.change === null
        ? []
        : [{ quantity: 'change' as const, value: result.change, columns: request.measures }]),
    ],
  };
}
