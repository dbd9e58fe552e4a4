import type { ColumnProfile, ColumnType, Dataset } from '../../dataset/dataset.ts';
import type { PreparationStep } from './request.ts';

/** The columns that a question may mean: the dataset's, and those that the question itself derives. */
export interface Catalog {
  readonly rows: number;
  readonly columns: readonly CatalogColumn[];
  /** Where the rows are; absent when they are those of the table `data`. */
  readonly source?: RowSource;
}

export interface RowSource {
  /** The table's name in SQL. */
  readonly table: string;
  /** Lines of JavaScript that make it. */
  readonly setup: readonly string[];
}

export interface CatalogColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly profile?: ColumnProfile;
  /** What its owner says of it. */
  readonly note?: string;
}

export function createCatalog({ profile, columnNotes = [] }: Dataset): Catalog {
  const notes = new Map(columnNotes.map(({ column, note }) => [column, note]));
  return {
    rows: profile.rows,
    columns: profile.columns.map((column) => {
      const note = notes.get(column.name);
      return { name: column.name, type: column.type, profile: column, ...(note !== undefined && { note }) };
    }),
  };
}

/** The catalog as it is after the steps: derived columns are there, converted ones have their new type. */
export function withPreparation(catalog: Catalog, steps: readonly PreparationStep[]): Catalog {
  const columns = [...catalog.columns];
  for (const step of steps) {
    if (step.kind === 'derive') columns.push({ name: step.name, type: step.type });
    if (step.kind !== 'replace' && step.kind !== 'fillMissing') continue;
    const index = columns.findIndex((column) => column.name === step.column);
    const column = columns[index];
    const numeric = step.kind === 'replace' || ['mean', 'median', 'linear'].includes(step.strategy);
    if (column && numeric) columns[index] = { ...column, type: 'FLOAT' };
  }
  return { ...catalog, columns };
}

export function findColumn(catalog: Catalog, name: string): CatalogColumn | undefined {
  return catalog.columns.find((column) => column.name === name);
}

export function isNumeric(column: CatalogColumn | undefined): boolean {
  return column?.type === 'INTEGER' || column?.type === 'FLOAT';
}

export function isTemporal(column: CatalogColumn | undefined): boolean {
  return column?.type === 'DATE' || column?.type === 'DATETIME';
}

const WRITTEN_NUMBER =
  /^[\s$€£¥+-]*\d[\d,]*(?:\.\d+)?\s*(?:%|[kmb]n?|usd|eur|gbp|kg|lbs?|cm|mm|km|mph|kwh?|hp|km\/h|°c|°f)?\s*$/i;

/** Text whose values are mostly numbers written out (`1,204`, `$12`, `€3.5M`, `70 kg`, with `TIE` or `?` among them). */
export function looksNumeric(column: CatalogColumn | undefined): boolean {
  const values = column?.type === 'TEXT' ? (column.profile?.topValues ?? []) : [];
  const numbers = values.filter(({ value }) => WRITTEN_NUMBER.test(value));
  return values.length > 0 && numbers.length >= values.length * 0.7;
}

/** Whether letters behind the digits multiply them or name a unit: `750K`, `12.5M`, `70 kg`. */
export function hasSuffixes(column: CatalogColumn | undefined): boolean {
  return looksNumeric(column) && (column?.profile?.topValues ?? []).some(({ value }) => /\d\s*[a-z°]/i.test(value));
}

/** Text that is a date or time in a form that the code can parse. */
export function looksTemporal(column: CatalogColumn | undefined): boolean {
  const values = column?.type === 'TEXT' ? (column.profile?.topValues ?? []) : [];
  const dates = values.filter(({ value }) =>
    /^\s*(?:\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{1,4}|\d{4}-\d{2}|[A-Za-z]{3,9} \d{1,2},? \d{4}|\d{1,2}:\d{2})\b/.test(
      value,
    ),
  );
  return values.length > 0 && dates.length >= values.length * 0.7;
}

/** A column whose values name groups: text, booleans, and numbers with few distinct values. */
export function isCategorical(column: CatalogColumn | undefined): boolean {
  if (!column) return false;
  if (column.type === 'BOOLEAN') return true;
  const distinct = column.profile?.distinct ?? Infinity;
  if (column.type === 'TEXT') return !looksNumeric(column) || distinct <= 30;
  return column.type === 'INTEGER' && distinct <= 20;
}

/** The whole numbers that only name rows: unique, or named as an identifier. */
export function isIdentifier(column: CatalogColumn, rows: number): boolean {
  if (/(?:^|[_\s-])(?:id|uuid|key|index)$|[a-z]I[dD]$|^(?:column0|Unnamed: 0|)$/i.test(column.name)) return true;
  const profile = column.profile;
  if (column.type !== 'INTEGER' || !profile || rows < 10 || profile.distinct !== rows) return false;
  return Number(profile.max) - Number(profile.min) === rows - 1;
}
