import { findColumn, isNumeric, isTemporal, looksNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import { columnFor } from '../parsing/column-hints.ts';
import { areSynonyms } from '../parsing/synonyms.ts';
import type { Reading } from '../parsing/reading.ts';
import { subjectsOf } from '../parsing/subjects.ts';
import type { Grouping, Statistic } from '../request.ts';
import { isAdditive } from './default-statistic.ts';

/** Amounts are summed up; of other values the extreme counts, or the mean of a period. */
export function rankingStatistic(
  entity: Grouping,
  measure: CatalogColumn,
  { catalog, ranking: said }: Reading,
): Statistic {
  if (isAdditive(measure, catalog)) return 'sum';
  if (entity.bucket !== undefined) return 'mean';
  return said?.direction === 'lowest' ? 'min' : 'max';
}

export function measureOf(
  reading: Reading,
  entity: Grouping | undefined,
  hint: string | undefined,
): CatalogColumn | undefined {
  const position = reading.ranking?.start ?? 0;
  const usable = (column: CatalogColumn | undefined) =>
    column &&
    column.name !== entity?.column &&
    (isNumeric(column) || looksNumeric(column) || column.type === 'DATE' || column.type === 'DATETIME');
  const after = reading.measures.find(({ column, start }) => start >= position && usable(column))?.column;
  const grouped = reading.groups
    .map((group) => findColumn(reading.catalog, group.column))
    .find((column) => isNumeric(column) && usable(column));
  if (grouped && entity && entity.column !== grouped.name) return grouped;
  const isDated = reading.measures.some(({ column }) => column.name === after?.name && isTemporal(column));
  if (hint !== undefined && (!after || (isDated && hint !== 'date'))) {
    const hinted = columnFor(hint, reading.catalog);
    if (usable(hinted)) return extremeOf(hinted, reading);
  }
  return after ?? grouped ?? subjectsOf(reading).find(usable);
}

/** Of `temp_max` and `temp_min` the coldest is told by the lowest `temp_min`. */
function extremeOf(hinted: CatalogColumn | undefined, { catalog, ranking: said }: Reading): CatalogColumn | undefined {
  if (!hinted || said?.direction !== 'lowest' || !/max/i.test(hinted.name)) return hinted;
  return findColumn(catalog, hinted.name.replace(/max(imum)?/i, 'min$1')) ?? hinted;
}

/** "which island has the most penguins": what is counted is the rows, whatever they are called. */
export function countsRows({ ranking: said, tokens, measures, conditionParts, entity, catalog }: Reading): boolean {
  const from = said?.end ?? 0;
  const inCondition = (at: number) => conditionParts.some(({ start, end }) => start <= at && at < end);
  const nouns = tokens.filter((_, at) => at >= from && !inCondition(at));
  const noun = /^\w+ed$/.test(nouns[0]?.lower ?? '') ? nouns[1] : nouns[0];
  const isMost = /^(?:most|fewest|least)$/.test(tokens[said?.start ?? 0]?.lower ?? '');
  const isMeasure = ['revenue', 'cost', 'price', 'profit', 'amount', 'quantity'].some((word) =>
    areSynonyms(word, noun?.stem ?? ''),
  );
  const isCounted = measures.every(
    ({ column, how, start }) =>
      (start < (said?.start ?? 0) && /^(?:INTEGER|TEXT)$/.test(column.type) && start <= 2) ||
      (!isNumeric(column) && !looksNumeric(column)) ||
      column.name === entity?.column ||
      (how !== 'name' && isRowNumber(column, catalog)),
  );
  if (/^often$/.test(noun?.lower ?? '') && isMost && isCounted) return true;
  return isMost && isCounted && noun !== undefined && /[^s]s$|people$/.test(noun.lower) && !isMeasure;
}

/** "the most events" in a table of events that are numbered: their number is no amount. */
function isRowNumber({ type, profile }: CatalogColumn, { rows }: Catalog): boolean {
  return type === 'INTEGER' && (profile?.distinct ?? 0) >= rows * 0.99;
}
