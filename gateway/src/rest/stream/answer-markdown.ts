export interface TableContent {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** How many rows there were before the table was cut. */
  readonly totalRows: number;
}

/** As many as people read; clients that want them all take the `table` frame. */
const maxRows = 20;

/** A fenced block that its content cannot end: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function codeBlock(language: string, source: string): string {
  const longest = Math.max(0, ...[...source.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `\n\n${fence}${language}\n${source.replace(/\n+$/, '')}\n${fence}\n\n`;
}

/** A table of GitHub's Markdown with its title: https://github.github.com/gfm/#tables-extension- */
export function markdownTable(title: string, { columns, rows, totalRows }: TableContent): string {
  const shown = rows.slice(0, maxRows);
  const lines = [
    `\n\n**${oneLine(title)}**\n`,
    tableRow(columns),
    tableRow(columns.map(() => '---')),
    ...shown.map((row) => tableRow(row.map(cellText))),
    ...(totalRows > shown.length ? [`\n${totalRows - shown.length} more rows.`] : []),
  ];
  return `${lines.join('\n')}\n\n`;
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => oneLine(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
