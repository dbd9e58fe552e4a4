import { statSync } from 'node:fs';
import type { DatasetProfile } from '../dataset-profile.ts';
import { detectDialect, noDelimiter, type Dialect } from './csv/dialect.ts';
import { type CsvSource, isCsvError, maxRecordBytes } from './csv/csv-source.ts';
import { type Header, nameColumns, readHeader } from './csv/header.ts';
import { normalizeCsv } from './csv/normalize.ts';
import { splitText } from './csv/split-text.ts';
import { DatasetError } from './dataset-error.ts';
import type { Duck } from './duck.ts';
import { detectEncoding } from './text/encoding.ts';
import { describeForeignKind } from '../file-kind.ts';
import { readHead } from './text/read-chunks.ts';
import { transcodeToUtf8 } from './text/transcode.ts';
import type { Warnings } from './warnings.ts';
import { writeParquet, type ImportedColumn } from './write-parquet.ts';

export interface ImportRequest {
  readonly duck: Duck;
  readonly input: string;
  readonly scratch: string;
  readonly parquet: string;
  readonly warnings: Warnings;
}

export interface ImportedDataset {
  readonly columns: readonly ImportedColumn[];
  readonly format: DatasetProfile['format'];
}

const kindBytes = 64 * 1024;
const sampleBytes = 1024 * 1024;
const maxSampleRows = 2_000;

interface Layout {
  readonly textPath: string;
  readonly dialect: Dialect;
  readonly header: Header;
  /** Records before the data. */
  readonly skipRecords: number;
  /** Rows of the beginning, for guesses. */
  readonly sample: readonly (readonly string[])[];
  readonly isPlain: boolean;
}

/** Reads a CSV of any encoding and dialect into a Parquet file. @throws DatasetError */
export async function importCsv(request: ImportRequest): Promise<ImportedDataset> {
  const { input, scratch, warnings } = request;
  const head = readHead(input, kindBytes);
  if (head.length === 0) throw new DatasetError('The file is empty. Upload a CSV with a header and rows.');
  const foreign = describeForeignKind(head);
  if (foreign !== undefined) throw new DatasetError(foreign);
  const encoding = detectEncoding(input, head);
  const textPath = encoding === 'utf-8' ? input : `${scratch}/text.csv`;
  if (encoding !== 'utf-8') transcodeToUtf8(input, encoding, textPath);
  if (encoding === 'windows-1252' || encoding === 'gb18030') {
    warnings.add(
      `The text was taken for ${encoding}: if letters look wrong, save the file as UTF-8 and upload it again.`,
    );
  }
  const layout = readLayout(textPath, warnings);
  const columns = await importText(request, layout);
  const { delimiter } = layout.dialect;
  return { columns, format: { kind: 'csv', encoding, delimiter: delimiter === noDelimiter ? null : delimiter } };
}

/** As it stands where it is regular, otherwise written anew. */
async function importText(request: ImportRequest, layout: Layout): Promise<ImportedColumn[]> {
  const { duck, parquet, warnings } = request;
  const { textPath, dialect, header, sample } = layout;
  const { delimiter } = dialect;
  if (layout.isPlain) {
    const source = { path: textPath, delimiter, columnCount: header.names.length, hasHeader: header.isInFile };
    try {
      return await writeParquet({ duck, source, names: header.names, sample, parquet, warnings });
    } catch (error) {
      if (!isCsvError(error)) throw error;
    }
  }
  const source = normalize(request, layout);
  const extra = Array.from({ length: source.columnCount - header.names.length }, () => '');
  const names = extra.length === 0 ? header.names : nameColumns([...header.names, ...extra], warnings);
  return writeParquet({ duck, source, names, sample, parquet, warnings });
}

function normalize(
  { scratch, warnings }: ImportRequest,
  { textPath, dialect, header, skipRecords }: Layout,
): CsvSource {
  const { delimiter } = dialect;
  const path = `${scratch}/regular.csv`;
  const columnCount = normalizeCsv(
    { from: textPath, to: path, delimiter, skipRecords, columnCount: header.names.length, maxRecordBytes },
    warnings,
  );
  return { path, delimiter, columnCount, hasHeader: false };
}

function readLayout(textPath: string, warnings: Warnings): Layout {
  const bytes = readHead(textPath, sampleBytes);
  const isWhole = statSync(textPath).size === bytes.length;
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '' && isWhole)
    throw new DatasetError('The file holds blank lines only. Upload a CSV with a header and rows.');
  const dialect = detectDialect(text);
  const records = splitText(text, dialect.delimiter, maxSampleRows).filter(({ isCut }) => isWhole || !isCut);
  if (records.length === 0) throw new DatasetError('The first line of the file is longer than 1 MiB: it is no table.');
  const start = records.findIndex(({ fields }, index) => index >= dialect.preambleRecords && !isBlank(fields));
  if (start === -1) throw new DatasetError('The file begins with too many blank lines: it is no table.');
  if (dialect.preambleRecords > 0)
    warnings.add(`Lines before the header were passed over: ${dialect.preambleRecords}.`);
  const rows = records
    .slice(start)
    .map(({ fields }) => fields)
    .filter((fields) => !isBlank(fields));
  const header = readHeader(rows, warnings);
  const sample = header.isInFile ? rows.slice(1) : rows;
  if (sample.length === 0) throw new DatasetError('The file has a header but no rows. Upload a CSV with data in it.');
  return {
    textPath,
    dialect,
    header,
    sample,
    skipRecords: start + (header.isInFile ? 1 : 0),
    isPlain: start === 0 && dialect.delimiter !== noDelimiter && !/\r(?!\n|$)/.test(text),
  };
}

function isBlank(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0]?.trim() === '';
}
