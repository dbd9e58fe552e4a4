export interface TextRecord {
  readonly fields: readonly string[];
  /** Where the next record begins. */
  readonly end: number;
  /** Whether the text ended before the record's line did, so that it may be incomplete. */
  readonly isCut: boolean;
}

/**
 * Splits CSV text (RFC 4180) into records, forgiving what files in the wild have: text behind a closing quote is kept, a lone
 * carriage return ends a line, a quote that is never closed goes on to the end.
 */
export function splitText(text: string, delimiter: string, maxRecords: number): TextRecord[] {
  const records: TextRecord[] = [];
  let position = 0;
  while (position < text.length && records.length < maxRecords) {
    const record = splitRecord(text, delimiter, position);
    records.push(record);
    position = record.end;
  }
  return records;
}

function splitRecord(text: string, delimiter: string, start: number): TextRecord {
  const fields: string[] = [];
  let position = start;
  for (;;) {
    const field = readField(text, delimiter, position);
    fields.push(field.value);
    position = field.end;
    const character = text[position];
    if (character === delimiter) {
      position += 1;
    } else {
      const isCut = character === undefined;
      const end = position + (character === '\r' && text[position + 1] === '\n' ? 2 : 1);
      return { fields, end, isCut };
    }
  }
}

function readField(text: string, delimiter: string, start: number): { value: string; end: number } {
  let value = '';
  let position = start;
  if (text[position] === '"') {
    const quoted = readQuoted(text, position + 1);
    ({ value, end: position } = quoted);
  }
  const rest = position;
  while (position < text.length) {
    const character = text[position];
    if (character === delimiter || character === '\n' || character === '\r') break;
    position += 1;
  }
  return { value: value + text.slice(rest, position), end: position };
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  let position = start;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote === -1) return { value: value + text.slice(position), end: text.length };
    value += text.slice(position, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    position = quote + 2;
  }
}
