/**
 * Text that a terminal takes for text: a dataset may hold escape sequences that would move its cursor, set its title or
 * type for its user, and bidirectional controls that would turn the text around. Line feeds and tabs stay.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it is about
  const unprintable = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  return text.replaceAll('\r\n', '\n').replaceAll(unprintable, '\u{fffd}');
}

/** The same in one line. */
export function printableLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim();
}
