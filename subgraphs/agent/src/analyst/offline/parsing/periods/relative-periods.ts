import { isTemporal, type Catalog } from '../../catalog.ts';
import type { Condition } from '../../request.ts';
import { dateColumn, yearColumn } from '../column-hints.ts';
import { numberAt } from '../numerals.ts';
import type { Token } from '../words.ts';
import { conditionOf } from './period-conditions.ts';
import { yearOf } from './period-mentions.ts';
import { isoMonth, periodLabel, type Period } from './period.ts';

/** "the last month", "the past 6 months": counted from the last date that the data has. */
export interface RelativePeriod {
  readonly condition: Condition;
  readonly start: number;
  readonly end: number;
  /** What it was taken to be, as a sentence. */
  readonly note: string;
}

const MONTHS_IN: Readonly<Record<string, number>> = { year: 12, quarter: 3, month: 1 };

export function relativePeriodAt(
  tokens: readonly Token[],
  index: number,
  catalog: Catalog,
): RelativePeriod | undefined {
  const lead = leadAt(tokens, index);
  const count = lead && numberAt(tokens, lead.end);
  const unitAt = count?.end ?? lead?.end ?? 0;
  const unit = tokens[unitAt]?.stem ?? '';
  if (!lead || !(unit in MONTHS_IN || unit === 'week' || unit === 'day')) return undefined;
  const next = tokens[unitAt + 1]?.lower ?? '';
  if (/^(?:before|ago|earlier)$/.test(next)) return undefined;
  if (/^(?:of|in)$/.test(next) && yearOf(tokens[unitAt + 2]) !== undefined) return undefined;
  const date = dateColumn(catalog);
  const edge = lead.isFirst ? date?.profile?.min : date?.profile?.max;
  const end = endOfPhrase(tokens, unitAt + 1);
  if (lead.isFirst && end === unitAt + 1) return undefined;
  const said = tokens
    .slice(index, unitAt + 1)
    .map(({ text }) => text)
    .join(' ');
  const found =
    date && isTemporal(date) && edge
      ? spanOf({ unit, count: count?.value ?? 1, edge, isFirst: lead.isFirst, column: date.name, catalog })
      : unit === 'year'
        ? lastYears(catalog, count?.value ?? 1, lead.isFirst)
        : undefined;
  return (
    found && {
      condition: found.condition,
      start: /^(?:in|during|for|over|from)$/.test(tokens[index - 1]?.lower ?? '') ? index - 1 : index,
      end,
      note: `I took “${said}” by the dates in the data: what is dated ${found.label}.`,
    }
  );
}

function leadAt(tokens: readonly Token[], index: number): { end: number; isFirst: boolean } | undefined {
  const at = tokens[index]?.lower === 'the' ? index + 1 : index;
  const word = tokens[at]?.lower ?? '';
  if (/^(?:last|latest|past|final)$/.test(word)) return { end: at + 1, isFirst: false };
  if (word === 'most' && tokens[at + 1]?.lower === 'recent') return { end: at + 2, isFirst: false };
  return /^(?:first|earliest)$/.test(word) ? { end: at + 1, isFirst: true } : undefined;
}

/** "of data", "in the dataset", "on record": part of the phrase. */
function endOfPhrase(tokens: readonly Token[], at: number): number {
  const words = [0, 1, 2].map((offset) => tokens[at + offset]?.lower ?? '');
  if (!/^(?:of|in|on)$/.test(words[0] ?? '')) return words[0] === 'available' ? at + 1 : at;
  const noun = /^(?:the|this)$/.test(words[1] ?? '') ? 2 : 1;
  return /^(?:data|dataset|file|table|record|records)$/.test(words[noun] ?? '') ? at + noun + 1 : at;
}

interface Span {
  readonly unit: string;
  readonly count: number;
  /** The first or last date of the data. */
  readonly edge: string;
  readonly isFirst: boolean;
  readonly column: string;
  readonly catalog: Catalog;
}

function spanOf(span: Span): { condition: Condition; label: string } | undefined {
  const { unit, count, edge, isFirst, column, catalog } = span;
  const [year, month] = [Number(edge.slice(0, 4)), Number(edge.slice(5, 7))];
  const months = MONTHS_IN[unit];
  if (months !== undefined && count === 1) {
    const part =
      unit === 'year'
        ? undefined
        : unit === 'month'
          ? { unit: 'month' as const, number: month }
          : { unit: 'quarter' as const, number: Math.ceil(month / 3) };
    const period: Period = { year, ...(part && { part }) };
    const condition = conditionOf(period, '=', catalog);
    return condition && { condition, label: `in ${periodLabel(period)}` };
  }
  const from = months === undefined ? undefined : Math.floor((month - 1) / months) * months;
  const days = (unit === 'week' ? 7 : 1) * count;
  const bound =
    months !== undefined && from !== undefined
      ? isoMonth(year, isFirst ? from + count * months : from - (count - 1) * months)
      : dayFrom(edge, isFirst ? days : 1 - days);
  return {
    condition: { kind: 'compare', column, operator: isFirst ? '<' : '>=', value: bound },
    label: isFirst ? `before ${bound}` : `from ${bound} on`,
  };
}

function dayFrom(edge: string, days: number): string {
  return new Date(Date.parse(edge.slice(0, 10)) + days * 86_400_000).toISOString().slice(0, 10);
}

function lastYears(
  catalog: Catalog,
  count: number,
  isFirst: boolean,
): { condition: Condition; label: string } | undefined {
  const column = yearColumn(catalog);
  if (!column) return undefined;
  const edge = Number(isFirst ? column.profile?.min : column.profile?.max);
  const bound = isFirst ? edge + count - 1 : edge - count + 1;
  return {
    condition: { kind: 'compare', column: column.name, operator: isFirst ? '<=' : '>=', value: bound },
    label: isFirst ? `up to ${String(bound)}` : `from ${String(bound)} on`,
  };
}
