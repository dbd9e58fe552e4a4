import type { Dataset } from '../../../dataset/dataset.ts';
import { createCatalog, type Catalog, type CatalogColumn } from '../catalog.ts';
import { comment, identifier, source, template } from '../code/sql-text.ts';
import { normalForm } from '../parsing/words.ts';
import type { JoinKey } from './join-key.ts';

/** A dataset and its table's name in SQL. */
export interface Table {
  readonly dataset: Dataset;
  readonly table: string;
}

export interface Join {
  readonly first: Table;
  readonly second: Table;
  readonly key: JoinKey;
}

/** Printed before the number of rows without a partner, from where the report takes it. */
export const withoutPartner = 'Rows without a partner:';

/** The columns of both: of a name that both have, the first one's is meant. */
export function combinedCatalog(first: Dataset, second: Dataset): Catalog {
  const own = createCatalog(first);
  return { rows: own.rows, columns: [...own.columns, ...addedColumns(first, second)] };
}

/** What the second dataset has and the first has not, case and punctuation aside. */
export function addedColumns(first: Dataset, second: Dataset): readonly CatalogColumn[] {
  const taken = new Set(first.profile.columns.map(({ name }) => normalForm(name)));
  return createCatalog(second).columns.filter(({ name }) => !taken.has(normalForm(name)));
}

/** The side whose rows the joined ones are: each of them finds one partner at most on the other. */
export function sidesOf({ first, second, key }: Join): { readonly rows: Table; readonly partners: Table } {
  return key.isUniqueInSecond ? { rows: first, partners: second } : { rows: second, partners: first };
}

/** The catalog of the joined rows, with the code that makes them. */
export function joinedCatalog(join: Join, tables: readonly string[]): Catalog {
  const { rows, partners } = sidesOf(join);
  let table = 'joined';
  while (tables.includes(table)) table = `${table}_rows`;
  const on = `${column('a', keyOf(join, rows))} = ${column('b', keyOf(join, partners))}`;
  const select = `SELECT ${selectList(join, rows)} FROM ${identifier(rows.table)} AS a LEFT JOIN ${identifier(partners.table)} AS b ON ${on}`;
  const count = `SELECT count(*) AS n FROM ${identifier(rows.table)} AS a ANTI JOIN ${identifier(partners.table)} AS b ON ${on}`;
  const setup = [
    comment(`Each row of ${rows.table} with the row of ${partners.table} that has the same ${join.key.first}`),
    `sql(${template(`CREATE OR REPLACE TEMP VIEW ${identifier(table)} AS ${select}`)});`,
    `print(${source(withoutPartner)}, sql(${template(count)})[0].n);`,
    '',
  ];
  const catalog = combinedCatalog(join.first.dataset, join.second.dataset);
  return { ...catalog, rows: rows.dataset.profile.rows, source: { table, setup } };
}

function selectList(join: Join, rows: Table): string {
  const { first, second } = join;
  const from = (name: string, side: Table) => column(side === rows ? 'a' : 'b', name);
  const own = first.dataset.profile.columns.map(({ name }) =>
    name === join.key.first
      ? `${column('a', keyOf(join, rows))} AS ${identifier(name)}`
      : `${from(name, first)} AS ${identifier(name)}`,
  );
  const added = addedColumns(first.dataset, second.dataset).map(({ name }) => from(name, second));
  return [...own, ...added].join(', ');
}

function keyOf({ first, key }: Join, side: Table): string {
  return side === first ? key.first : key.second;
}

function column(alias: string, name: string): string {
  return `${alias}.${identifier(name)}`;
}
