import { DatasetError } from '../dataset-error.ts';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export interface ScannedRecord {
  /** The record's bytes without the end of its line; valid until the next one is asked for. */
  readonly bytes: Buffer;
  readonly fieldCount: number;
  /** The line that it begins in, counted from 1. */
  readonly line: number;
  /** Whether quotes stand where RFC 4180 has none, so that it must be written anew. */
  readonly isIrregular: boolean;
}

export interface ScannerOptions {
  readonly delimiter: number;
  /** A longer record is refused: it is no table, or a quote in it is never closed. */
  readonly maxRecordBytes: number;
}

interface RecordEnd {
  readonly end: number;
  readonly next: number;
  readonly fieldCount: number;
  readonly lines: number;
  readonly isIrregular: boolean;
}

/**
 * Splits bytes into records without making strings of them; any of LF, CRLF and CR ends a line.
 * @throws DatasetError for a record that is too long, by the number of its line.
 */
export function* scanRecords(chunks: Iterable<Buffer>, options: ScannerOptions): Generator<ScannedRecord> {
  let pending = Buffer.alloc(0);
  let line = 1;
  const drain = function* (isLast: boolean): Generator<ScannedRecord> {
    let start = 0;
    while (start < pending.length) {
      const found = findRecordEnd(pending, start, options.delimiter, isLast);
      if (found === undefined) break;
      const { end, next, fieldCount, isIrregular } = found;
      yield { bytes: pending.subarray(start, end), fieldCount, line, isIrregular };
      line += found.lines;
      start = next;
    }
    pending = pending.subarray(start);
  };
  for (const chunk of chunks) {
    pending = Buffer.concat([pending, chunk]);
    yield* drain(false);
    if (pending.length > options.maxRecordBytes) throw tooLong(line, options.maxRecordBytes, pending);
  }
  yield* drain(true);
}

/** Nothing when the record may go on behind the last byte. */
function findRecordEnd(bytes: Buffer, start: number, delimiter: number, isLast: boolean): RecordEnd | undefined {
  let position = start;
  let fieldCount = 1;
  let lines = 1;
  let isIrregular = false;
  for (;;) {
    if (bytes[position] === quote) {
      const closing = findClosingQuote(bytes, position + 1);
      if (closing === undefined) {
        return isLast ? { end: bytes.length, next: bytes.length, fieldCount, lines, isIrregular: true } : undefined;
      }
      lines += countLineEnds(bytes, position, closing);
      position = closing + 1;
      if (position >= bytes.length && !isLast) return undefined;
      const next = bytes[position];
      isIrregular ||= next !== undefined && next !== delimiter && next !== lineFeed && next !== carriageReturn;
    }
    position = skipPlain(bytes, position, delimiter);
    const byte = bytes[position];
    if (byte === delimiter) {
      fieldCount += 1;
      position += 1;
    } else if (byte === undefined) {
      return isLast ? { end: position, next: position, fieldCount, lines, isIrregular } : undefined;
    } else {
      if (byte === carriageReturn && position + 1 >= bytes.length && !isLast) return undefined;
      const isPair = byte === carriageReturn && bytes[position + 1] === lineFeed;
      return { end: position, next: position + (isPair ? 2 : 1), fieldCount, lines, isIrregular };
    }
  }
}

function skipPlain(bytes: Buffer, start: number, delimiter: number): number {
  let position = start;
  while (position < bytes.length) {
    const byte = bytes[position];
    if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
    position += 1;
  }
  return position;
}

function findClosingQuote(bytes: Buffer, start: number): number | undefined {
  let position = start;
  for (;;) {
    position = bytes.indexOf(quote, position);
    if (position === -1) return undefined;
    if (bytes[position + 1] !== quote) return position;
    position += 2;
  }
}

function countLineEnds(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  for (let position = start; position < end; position += 1) {
    const byte = bytes[position];
    if (byte === lineFeed || (byte === carriageReturn && bytes[position + 1] !== lineFeed)) count += 1;
  }
  return count;
}

function tooLong(line: number, maxBytes: number, pending: Buffer): DatasetError {
  const hasOpenQuote = pending.includes(quote);
  const cause = hasOpenQuote ? 'A quote in it may never be closed.' : 'The file may have no line ends, or be no table.';
  return new DatasetError(`The row that begins in line ${line} is longer than ${maxBytes / 1024 / 1024} MiB. ${cause}`);
}
