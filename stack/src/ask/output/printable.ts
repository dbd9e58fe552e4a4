/**
 * Text that a terminal takes for text: a dataset may hold escape sequences that would move its cursor, set its title or
 * type for its user. Line feeds and tabs stay.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  return text.replaceAll('\r\n', '\n').replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\u{fffd}');
}

/** The same in one line. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim();
}
