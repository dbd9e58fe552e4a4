import { closeSync, openSync, writeFileSync } from 'node:fs';
import { DatasetError } from '../dataset-error.ts';
import { readChunks } from '../text/read-chunks.ts';
import type { Warnings } from '../warnings.ts';
import { maxColumns } from './header.ts';
import { scanRecords, type ScannedRecord } from './record-scanner.ts';
import { splitText } from './split-text.ts';

export interface NormalizeOptions {
  readonly from: string;
  readonly to: string;
  readonly delimiter: string;
  /** Records to pass over: what stands before the data. */
  readonly skipRecords: number;
  readonly columnCount: number;
  readonly maxRecordBytes: number;
}

const flushBytes = 1024 * 1024;

/**
 * Writes a CSV again so that every row has as many fields as the widest one, regular quotes and LF line ends: what any reader
 * agrees on. Nothing is dropped but blank lines; every row that had to be changed is reported by its line.
 * @returns how many columns there are now.
 */
export function normalizeCsv(options: NormalizeOptions, warnings: Warnings): number {
  const columnCount = findColumnCount(options, warnings);
  const delimiter = options.delimiter;
  const file = openSync(options.to, 'wx', 0o600);
  const parts: (Buffer | string)[] = [];
  let size = 0;
  const flush = () => {
    writeFileSync(file, Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))));
    parts.length = 0;
    size = 0;
  };
  try {
    for (const record of dataRecords(options)) {
      const { bytes } = record;
      const missing = columnCount - record.fieldCount;
      if (record.isIrregular || missing < 0) parts.push(rewrite(bytes, delimiter, columnCount));
      else parts.push(Buffer.from(bytes), delimiter.repeat(missing));
      parts.push('\n');
      size += bytes.length + missing + 1;
      if (size > flushBytes) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  return columnCount;
}

/** The header's columns, and more where rows have values behind them. */
function findColumnCount(options: NormalizeOptions, warnings: Warnings): number {
  let widest = options.columnCount;
  warnings.clear('short');
  warnings.clear('long');
  for (const { bytes, fieldCount, line } of dataRecords(options)) {
    if (fieldCount < options.columnCount) {
      warnings.addItem('short', `line ${line} (${fieldCount} of ${options.columnCount})`);
    } else if (fieldCount > options.columnCount) {
      const filled = countFilled(bytes, options.delimiter);
      if (filled <= options.columnCount) continue;
      if (filled > maxColumns) {
        throw new DatasetError(`Line ${line} has ${filled} values; a dataset may have ${maxColumns} columns at most.`);
      }
      warnings.addItem('long', `line ${line} (${filled} of ${options.columnCount})`);
      widest = Math.max(widest, filled);
    }
  }
  return widest;
}

function* dataRecords(options: NormalizeOptions): Generator<ScannedRecord> {
  const { from, delimiter, maxRecordBytes } = options;
  const scanned = scanRecords(readChunks(from), { delimiter: delimiter.charCodeAt(0), maxRecordBytes });
  let skipped = 0;
  for (const record of scanned) {
    if (skipped < options.skipRecords) skipped += 1;
    else if (!isBlank(record)) yield record;
  }
}

function isBlank({ bytes, fieldCount }: ScannedRecord): boolean {
  return fieldCount === 1 && bytes.length < 1024 && bytes.toString('utf8').trim() === '';
}

/** How many fields there are up to the last one that holds anything. */
function countFilled(bytes: Buffer, delimiter: string): number {
  return splitFields(bytes, delimiter).findLastIndex((field) => field.trim() !== '') + 1;
}

function rewrite(bytes: Buffer, delimiter: string, columnCount: number): string {
  const fields = splitFields(bytes, delimiter);
  return Array.from({ length: columnCount }, (_, index) => quoteField(fields[index] ?? '')).join(delimiter);
}

function splitFields(bytes: Buffer, delimiter: string): readonly string[] {
  return splitText(bytes.toString('utf8'), delimiter, 1)[0]?.fields ?? [];
}

function quoteField(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}
