import { sqlText } from '../sql.ts';

/** What pandas' read_csv takes for a missing value: https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html (na_values) */
const missing = [
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
];
const missingTexts = new Set(missing);

export function isMissing(text: string): boolean {
  return missingTexts.has(text);
}

/** The same as an SQL list. */
export const missingSql = `[${missing.map(sqlText).join(', ')}]`;
