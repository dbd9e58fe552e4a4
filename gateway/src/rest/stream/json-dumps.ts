/**
 * JSON as Python's `json.dumps` writes it by default: a space behind each colon and comma, and nothing but ASCII, so that no
 * client can break a character by decoding a chunk on its own.
 * https://docs.python.org/3/library/json.html#json.dumps
 */
export function jsonDumps(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonDumps).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${quote(key)}: ${jsonDumps(member)}`).join(', ')}}`;
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
