import type { Catalog, CatalogColumn } from '../catalog.ts';
import { dateColumn, yearColumn } from '../parsing/column-hints.ts';
import { nameWords, stem } from '../parsing/words.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { joinList } from '../reporting/numbers.ts';

/** Amounts: the sum over rows means something. */
const ADDITIVE = wordSet(`sale revenue turnover proceeds amount quantity qty volume unit count total cost profit expense
  expenditure spend spending purchase payment budget gross net damage loss deaths fatality case birth visit view click
  impression download order booking trip passenger vote goal point rain rainfall precipitation precip snowfall generation
  production consumption emission output energy kwh mwh gwh twh donation refund tax fee commission bonus subtotal sold
  shipped delivered absence hours minutes injuries conversion signup subscriber transaction medal win wins`);
/** Rates, prices and measurements: only their mean does, whatever else the name says. */
const AVERAGED =
  wordSet(`rate ratio price percent pct percentage share proportion index score rating age average avg mean
  median per temperature temp salary wage weight height speed distance latitude longitude lat lon year month day grade
  duration depth density pressure humidity probability level rank margin efficiency margin pe yield interest return`);
/** They add up over things, not over time: people counted every year are the same people. */
const STOCKS = wordSet('population pop inhabitant stock inventory balance headcount employee member capacity');

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).map(stem));
}

export function isAdditive({ name }: Pick<CatalogColumn, 'name'>, catalog: Catalog): boolean {
  const words = nameWords(name).map(stem);
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word));
  if (has(STOCKS)) return !dateColumn(catalog) && !yearColumn(catalog);
  if (words.includes('total') && !words.some((word) => /^(?:rate|percent|pct|ratio|average|avg|mean)$/.test(word)))
    return true;
  return has(ADDITIVE) && !has(AVERAGED);
}

/** What a measure is summed up by when the question does not say. */
export function defaultStatistic(columns: readonly CatalogColumn[], catalog: Catalog): 'sum' | 'mean' {
  return columns.length > 0 && columns.every((column) => isAdditive(column, catalog)) ? 'sum' : 'mean';
}

/** Says what was taken, and why. */
export function defaultAssumption(text: string, columns: readonly CatalogColumn[], statistic: 'sum' | 'mean'): string {
  const said = text.replace(/[\s.?!,:]+$/, '');
  const short = said.length > 80 ? `${said.slice(0, 79)}…` : said;
  const names = joinList(columns.slice(0, 4).map(({ name }) => columnName(name)));
  return statistic === 'sum'
    ? `“${short}” was taken as the **total** of ${names}: amounts add up. Say “average” for the mean.`
    : `“${short}” was taken as the **average** of ${names}: it is not known to add up. Say “total” for the sum.`;
}
