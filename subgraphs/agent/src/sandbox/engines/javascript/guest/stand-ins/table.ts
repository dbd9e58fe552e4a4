import { textTable } from '../text-table.ts';

/** The one function that danfojs takes from the package `table`: rows in, text out. */
export function table(rows: readonly (readonly unknown[])[]): string {
  const [header = [], ...body] = rows;
  return textTable(header, body, objectText);
}

function objectText(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It refers to itself, or holds something that JSON has no word for.
    return '[object]';
  }
}
