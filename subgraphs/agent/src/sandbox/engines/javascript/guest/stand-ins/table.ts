import { textTable } from '../text-table.ts';

/** The one function that danfojs takes from the package `table`: rows in, text out. */
export function table(rows: readonly (readonly unknown[])[]): string {
  return textTable(rows);
}
