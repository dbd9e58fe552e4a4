import type { Dataset } from '../../dataset/dataset.ts';
import {
  createCatalog,
  isCategorical,
  isIdentifier,
  isNumeric,
  isTemporal,
  type Catalog,
  type CatalogColumn,
} from './catalog.ts';
import { isUnderstood } from './parsing/is-understood.ts';

const mostSuggestions = 6;

/**
 * Up to six questions about the dataset, made from its profile, each of another kind, that the offline analyst answers. Names
 * that cannot be told from the words around them are left out with their questions.
 */
export function suggestQuestions(dataset: Dataset): readonly string[] {
  const catalog = createCatalog(dataset);
  const questions = candidates(catalog).filter((question) => isUnderstood(question, catalog));
  return questions.length > mostSuggestions ? questions.slice(1, mostSuggestions + 1) : questions;
}

/** From the widest to the narrowest; the first makes room when there are too many. */
function candidates(catalog: Catalog): readonly string[] {
  const { measures, groups, dates } = interestingColumns(catalog);
  const [measure, second] = measures;
  const [group] = groups;
  const [date] = dates;
  const questions = ['What is in this dataset?'];
  if (measure && group) questions.push(`What is the average ${quote(measure)} by ${quote(group)}?`);
  if (measure && date) questions.push(`How has ${quote(measure)} changed over time?`);
  if (measure && second) questions.push(`Is there a correlation between ${quote(measure)} and ${quote(second)}?`);
  if (measure) questions.push(`How is ${quote(measure)} distributed?`);
  if (group && !measure) questions.push(`How many rows are there by ${quote(group)}?`);
  if (measure) questions.push(`What are the top 5 rows by ${quote(measure)}?`);
  questions.push('Which columns have missing values?');
  if (measure && questions.length < mostSuggestions) questions.push(`Are there outliers in ${quote(measure)}?`);
  if (questions.length < mostSuggestions) questions.push('Are there duplicate rows?');
  return questions;
}

/** Plain names are said as they are; others in quotation marks, so that they are found again. */
export function quote(column: CatalogColumn): string {
  return /^[\p{L}][\p{L}\p{N}_]{2,}$/u.test(column.name) ? column.name : `"${column.name.replaceAll('"', "'")}"`;
}

export function interestingColumns(catalog: Catalog): {
  measures: CatalogColumn[];
  groups: CatalogColumn[];
  dates: CatalogColumn[];
} {
  const useful = catalog.columns.filter(
    (column) => column.name.trim() !== '' && !isIdentifier(column, catalog.rows) && (column.profile?.distinct ?? 0) > 1,
  );
  const distinct = (column: CatalogColumn) => column.profile?.distinct ?? 0;
  const measures = useful
    .filter((column) => isNumeric(column) && distinct(column) > 10)
    .sort((a, b) => Number(isPlaceOrTime(a)) - Number(isPlaceOrTime(b)));
  const groups = useful.filter(
    (column) =>
      isCategorical(column) && distinct(column) <= 30 && distinct(column) >= 2 && distinct(column) < catalog.rows * 0.8,
  );
  return { measures, groups, dates: useful.filter(isTemporal) };
}

function isPlaceOrTime({ name }: CatalogColumn): boolean {
  return /(?:^|[_\s])(?:lat|lon|lng|latitude|longitude|year|month|day|zip|code|rank)(?:$|[_\s])/i.test(
    name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'),
  );
}
