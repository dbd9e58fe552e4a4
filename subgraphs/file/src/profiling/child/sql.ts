/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The columns of a dataset while it is worked on: by place, so that no name of a file meets an SQL word. */
export function columnAt(index: number): string {
  return `c${index}`;
}

/** Pieces of a list, so that no query grows with the number of columns. */
export function* batches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
