import type { ColumnType } from '../../dataset-profile.ts';

/** One way to read the texts of a column as values of a type. */
export interface ValueReader {
  readonly type: ColumnType;
  /** Whether a text reads so. Quick and not always strict: the SQL below decides over all rows. */
  readonly accepts: (text: string) => boolean;
  /** SQL that makes the value of a text, null where the text is none. */
  readonly value: (text: string) => string;
  /** Another way that reads many of the same texts as other values: where both fit all, neither is believed. */
  readonly rival?: string;
  readonly name: string;
  /** Only believed where some text shows that it is meant. */
  readonly needsEvidence?: (text: string) => boolean;
}

/** A pattern that JavaScript and SQL (RE2) read alike, for whole texts. */
export function matcher(pattern: string) {
  const regExp = new RegExp(`^(?:${pattern})$`);
  return {
    accepts: (text: string) => regExp.test(text),
    exec: (text: string) => regExp.exec(text),
    sql: (text: string) => `regexp_full_match(${text}, '${pattern.replaceAll("'", "''")}')`,
  };
}
