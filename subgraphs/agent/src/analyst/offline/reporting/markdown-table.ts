import { formatValue } from './numbers.ts';

export interface TableColumn {
  readonly title: string;
  readonly isNumber?: boolean;
  /** Numbers that name something (a year, an identifier): digits alone. */
  readonly isName?: boolean;
}

/** A Markdown table. Cells are escaped: values of a dataset must not turn into markup. */
export function markdownTable(columns: readonly TableColumn[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escapeCell(title))),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((row) =>
      line(
        row.map((cell, index) =>
          escapeCell(columns[index]?.isName && typeof cell === 'number' ? String(cell) : formatValue(cell)),
        ),
      ),
    ),
  ].join('\n');
}

export function escapeCell(text: string): string {
  const short = text.length > 120 ? `${text.slice(0, 119)}…` : text;
  return short.replace(/[\r\n]+/g, ' ').replace(/([\\|<>*[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}]))/gu, '\\$1');
}
