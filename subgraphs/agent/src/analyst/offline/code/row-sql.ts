import { isNumeric, type Catalog } from '../catalog.ts';
import { identifier } from './sql-text.ts';

const MOST_COLUMNS = 12;

/** A select list of whole rows: the wanted columns first, dates and times as text so that they cross as JSON. */
export function rowColumns(
  wanted: readonly string[],
  catalog: Catalog,
): { readonly names: readonly string[]; readonly sql: string } {
  const others = catalog.columns.map(({ name }) => name).filter((name) => !wanted.includes(name));
  const names = [...new Set(wanted), ...others].slice(0, Math.max(MOST_COLUMNS, wanted.length));
  const sql = names.map((name) => {
    const column = catalog.columns.find((candidate) => candidate.name === name);
    const plain = isNumeric(column) || column?.type === 'BOOLEAN' || column?.type === 'TEXT';
    return plain ? identifier(name) : `CAST(${identifier(name)} AS VARCHAR) AS ${identifier(name)}`;
  });
  return { names, sql: sql.join(', ') };
}
