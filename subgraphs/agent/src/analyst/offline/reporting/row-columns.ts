import { findColumn, isIdentifier, isNumeric, type Catalog } from '../catalog.ts';
import { nameWords } from '../parsing/words.ts';
import type { TableColumn } from './markdown-table.ts';

/** The columns of a table of whole rows: numbers to the right, years and identifiers as plain digits. */
export function rowTableColumns(names: readonly string[], catalog: Catalog): TableColumn[] {
  return names.map((title) => {
    const column = findColumn(catalog, title);
    const isYear = nameWords(title).some((word) => /^(?:year|yr|zip|zipcode|postcode)$/.test(word));
    const isName = column?.type === 'INTEGER' && (isYear || isIdentifier(column, catalog.rows));
    return { title, isNumber: isNumeric(column), isName };
  });
}
