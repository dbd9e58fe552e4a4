import { isTemporal, type Catalog, type CatalogColumn } from '../../catalog.ts';
import type { Comparison, Condition, DatePart } from '../../request.ts';
import { dateColumn, yearColumn } from '../column-hints.ts';
import { nameWords } from '../words.ts';
import { endOf, startOf, unitOf, type Period } from './period.ts';

const HIGHEST: Readonly<Record<Exclude<DatePart, 'year'>, number>> = { half: 2, quarter: 4, month: 12 };

/** The rows of a period, or those before or after it; undefined where nothing dates the rows so finely. */
export function conditionOf(period: Period, operator: Comparison, catalog: Catalog): Condition | undefined {
  const { year, part } = period;
  if (!part) return year === undefined ? undefined : partCondition('year', operator, year, catalog);
  const date = dateColumn(catalog);
  if (operator !== '=' && year !== undefined && date && isTemporal(date)) {
    const value = operator === '>' || operator === '<=' ? endOf(period) : startOf(period);
    const comparison = operator === '<' || operator === '<=' ? '<' : '>=';
    return value === undefined ? undefined : { kind: 'compare', column: date.name, operator: comparison, value };
  }
  const inPart = partCondition(part.unit, year === undefined ? operator : '=', part.number, catalog);
  if (year === undefined) return inPart;
  const inYear = partCondition('year', '=', year, catalog);
  return inPart && inYear && { kind: 'all', conditions: [inYear, inPart] };
}

/** All that lies from one period to another, both included. */
export function rangeCondition(low: Period, high: Period, catalog: Catalog): Condition | undefined {
  const unit = unitOf(low);
  if (unit !== unitOf(high)) return undefined;
  const date = dateColumn(catalog);
  const [from, to] = [startOf(low), endOf(high)];
  if (unit !== 'year' && from !== undefined && to !== undefined) {
    if (!date || !isTemporal(date)) return undefined;
    return both(
      { kind: 'compare', column: date.name, operator: '>=', value: from },
      { kind: 'compare', column: date.name, operator: '<', value: to },
    );
  }
  const number = ({ year, part }: Period) => part?.number ?? year ?? 0;
  return both(partCondition(unit, '>=', number(low), catalog), partCondition(unit, '<=', number(high), catalog));
}

function both(low: Condition | undefined, high: Condition | undefined): Condition | undefined {
  return low && high && { kind: 'all', conditions: [low, high] };
}

/** A column of whole years or months goes before the date that holds them. */
function partCondition(part: DatePart, operator: Comparison, value: number, catalog: Catalog): Condition | undefined {
  const own = part === 'year' ? yearColumn(catalog) : partColumn(part, catalog);
  if (own) return { kind: 'compare', column: own.name, operator, value };
  const date = dateColumn(catalog);
  return date && { kind: 'datePart', column: date.name, part, operator, value };
}

function partColumn(part: Exclude<DatePart, 'year'>, catalog: Catalog): CatalogColumn | undefined {
  return dateColumn(catalog)
    ? undefined
    : catalog.columns.find(
        ({ name, type, profile }) =>
          type === 'INTEGER' &&
          nameWords(name).includes(part) &&
          Number(profile?.min) >= 1 &&
          Number(profile?.max) <= HIGHEST[part],
      );
}

/** The years that the rows are of, where the profile tells. */
export function yearsOf(catalog: Catalog): readonly [first: number, last: number] | undefined {
  const column = yearColumn(catalog) ?? catalog.columns.find((candidate) => candidate === dateColumn(catalog));
  if (!column || column.type === 'TEXT') return undefined;
  const [first, last] = [column.profile?.min, column.profile?.max].map((text) => Number(text?.slice(0, 4)));
  return first && last ? [first, last] : undefined;
}
