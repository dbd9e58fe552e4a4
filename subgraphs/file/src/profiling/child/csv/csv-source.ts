import { missingSql } from '../types/missing-values.ts';
import { columnAt, sqlText } from '../sql.ts';

export interface CsvSource {
  readonly path: string;
  readonly delimiter: string;
  readonly columnCount: number;
  /** Whether its first record is a header, to be passed over. */
  readonly hasHeader: boolean;
}

/** Longer records are refused; DuckDB needs a buffer for several. */
export const maxRecordBytes = 8 * 1024 * 1024;

/** A CSV as a table function: every value a text, missing ones null, columns by place. Strict: what is ragged throws. */
export function readCsvSql({ path, delimiter, columnCount, hasHeader }: CsvSource): string {
  const columns = Array.from({ length: columnCount }, (_, index) => `${columnAt(index)}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    `delim = ${sqlText(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `header = ${hasHeader}`,
    `columns = {${columns}}`,
    `nullstr = ${missingSql}`,
    `max_line_size = ${maxRecordBytes}`,
    'strict_mode = true',
    'null_padding = false',
  ];
  return `read_csv(${sqlText(path)}, ${options.join(', ')})`;
}

/** Whether an error of DuckDB says that a CSV is not regular. */
export function isCsvError(error: unknown): boolean {
  return /CSV Error|Invalid unicode|Invalid Input Error: (CSV|Maximum line)/i.test(String(error));
}
