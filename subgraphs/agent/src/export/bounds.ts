import type { JsonValue } from '../sandbox/sandbox.ts';

/** What a document shows of a table; the whole of it stays with the answer. */
export const maxTableRows = 500;

const maxText = 20_000;

/** Printed text and results as they are shown. */
export function shortened(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}\n… (shortened)` : text;
}

/** Says how much of a table is shown; nothing when it is all there. */
export function cutNote(shownRows: number, totalRows: number): string | undefined {
  return totalRows > shownRows ? `The first ${shownRows} of ${totalRows} rows.` : undefined;
}

export function cellText(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
