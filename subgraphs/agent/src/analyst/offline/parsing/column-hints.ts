import { isTemporal, looksTemporal, type Catalog, type CatalogColumn } from '../catalog.ts';
import { areSynonyms } from './synonyms.ts';
import { nameWords, stem } from './words.ts';

/** The column that a word of meaning (`age`, `price`) points to, by name or synonym. */
export function columnFor(hint: string, catalog: Catalog): CatalogColumn | undefined {
  const words = (column: CatalogColumn) => nameWords(column.name).map(stem);
  if (hint === 'date') return dateColumn(catalog);
  return (
    catalog.columns.find((column) => words(column).includes(hint)) ??
    catalog.columns.find((column) => words(column).some((word) => areSynonyms(word, hint)))
  );
}

/** The column that dates the rows: a real date first, then text that reads as one. */
export function dateColumn(catalog: Catalog): CatalogColumn | undefined {
  const dated = catalog.columns.filter(isTemporal);
  const named = dated.find(({ name }) => /date|time|day|when|created/i.test(name));
  return (
    named ??
    dated[0] ??
    catalog.columns.find(
      (column) => looksTemporal(column) && !/^\d{1,2}:\d{2}/.test(column.profile?.topValues[0]?.value ?? ''),
    )
  );
}

/** A column of whole years, told by its name and its range. */
export function yearColumn(catalog: Catalog): CatalogColumn | undefined {
  return catalog.columns.find(
    (column) =>
      nameWords(column.name).some((word) => word === 'year' || word === 'yr') &&
      column.type === 'INTEGER' &&
      Number(column.profile?.min) >= 1500 &&
      Number(column.profile?.max) <= 2500,
  );
}
