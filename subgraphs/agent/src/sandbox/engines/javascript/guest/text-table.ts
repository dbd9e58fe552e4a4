import {
  append,
  bareList,
  fixedText,
  isFiniteNumber,
  isInteger,
  joinTexts,
  max,
  padTextEnd,
  padTextStart,
  repeatText,
  sliceText,
  toNumber,
  toText,
  trimText,
  trimTextEnd,
} from './primordials.ts';

const widestCell = 40;

interface Column {
  width: number;
  isNumeric: boolean;
}

type Row = readonly unknown[];

/**
 * Rows as aligned text below a header. Numbers stand right, all else left.
 * @param objectText what a cell shows that holds an object.
 */
export function textTable(header: Row, rows: readonly Row[], objectText: (value: object) => string): string {
  const columns = bareList<Column>();
  const lines = bareList<readonly string[]>();
  append(lines, cellTexts(header, columns, objectText));
  for (let row = 0; row < rows.length; row += 1) append(lines, cellTexts(rows[row] ?? [], columns, objectText));
  for (let column = 0; column < columns.length; column += 1) {
    const described = columns[column];
    if (described) described.isNumeric = isNumeric(rows, column);
  }
  let text = lineText(lines[0] ?? [], columns);
  text += `\n${ruleText(columns)}`;
  for (let row = 1; row < lines.length; row += 1) text += `\n${lineText(lines[row] ?? [], columns)}`;
  return text;
}

/** Widens the columns to what the cells need. */
function cellTexts(row: Row, columns: Column[], objectText: (value: object) => string): readonly string[] {
  const texts = bareList<string>();
  for (let index = 0; index < row.length; index += 1) {
    const text = cellText(row[index], objectText);
    const column = columns[index];
    if (column) column.width = max(column.width, text.length);
    else append(columns, { width: text.length, isNumeric: false });
    append(texts, text);
  }
  return texts;
}

function lineText(cells: readonly string[], columns: readonly Column[]): string {
  const padded = bareList<string>();
  for (let index = 0; index < columns.length; index += 1) {
    const { width, isNumeric: toTheRight } = columns[index] as Column; // within its length
    const text = cells[index] ?? '';
    append(padded, toTheRight ? padTextStart(text, width) : padTextEnd(text, width));
  }
  return trimTextEnd(joinTexts(padded, '  '));
}

function ruleText(columns: readonly Column[]): string {
  const dashes = bareList<string>();
  for (let index = 0; index < columns.length; index += 1) append(dashes, repeatText('-', columns[index]?.width ?? 0));
  return joinTexts(dashes, '  ');
}

function isNumeric(rows: readonly Row[], column: number): boolean {
  for (let row = 0; row < rows.length; row += 1) {
    const value = rows[row]?.[column];
    if (!(value === null || value === undefined || typeof value === 'number' || typeof value === 'bigint'))
      return false;
  }
  return true;
}

function cellText(value: unknown, objectText: (value: object) => string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return shortened(numberText(value));
  if (typeof value === 'function') return '[function]';
  return shortened(onOneLine(typeof value === 'object' ? objectText(value) : toText(value)));
}

function shortened(text: string): string {
  return text.length > widestCell ? `${sliceText(text, 0, widestCell - 1)}…` : text;
}

/** At most six decimals: enough to read, and no tails of binary fractions. */
function numberText(value: number): string {
  return isInteger(value) || !isFiniteNumber(value) ? toText(value) : toText(toNumber(fixedText(value, 6)));
}

/** White space of any kind and length becomes one space; of a long text no more is read than will be shown. */
function onOneLine(text: string): string {
  let line = '';
  let wasSpace = false;
  for (let index = 0; index < text.length && line.length <= widestCell; index += 1) {
    const character = text[index] ?? '';
    const isSpace = trimText(character) === '';
    if (!isSpace) line += character;
    else if (!wasSpace) line += ' ';
    wasSpace = isSpace;
  }
  return line;
}
