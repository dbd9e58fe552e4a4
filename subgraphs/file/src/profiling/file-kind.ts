interface BinaryKind {
  readonly name: string;
  readonly start: string;
  readonly holds?: string;
  readonly advice: string;
}

interface TextKind {
  readonly name: string;
  readonly pattern: RegExp;
  readonly advice: string;
}

const exportAdvice = 'Export it as CSV and upload that.';
const spreadsheetAdvice = 'Open it in a spreadsheet program, save the sheet as CSV and upload that.';
const unpackAdvice = 'Unpack it and upload the CSV inside.';
const imageAdvice = 'Upload the data itself as CSV.';

/** By the bytes at the start, as Latin-1, and what must follow somewhere behind them. */
const binaryKinds: readonly BinaryKind[] = [
  { name: 'a PNG image', start: '\x89PNG\r\n', advice: imageAdvice },
  { name: 'a JPEG image', start: '\xff\xd8\xff', advice: imageAdvice },
  { name: 'a GIF image', start: 'GIF8', advice: imageAdvice },
  { name: 'a TIFF image', start: 'II*\0', advice: imageAdvice },
  { name: 'a TIFF image', start: 'MM\0*', advice: imageAdvice },
  { name: 'a WebP image', start: 'RIFF', holds: 'WEBP', advice: imageAdvice },
  { name: 'a PDF document', start: '%PDF-', advice: 'Copy the table out of it and upload it as CSV.' },
  { name: 'an Excel workbook', start: 'PK\x03\x04', holds: 'xl/', advice: spreadsheetAdvice },
  { name: 'a Word document', start: 'PK\x03\x04', holds: 'word/', advice: exportAdvice },
  { name: 'an OpenDocument file', start: 'PK\x03\x04', holds: 'vnd.oasis', advice: spreadsheetAdvice },
  { name: 'a ZIP archive', start: 'PK\x03\x04', advice: unpackAdvice },
  { name: 'an empty ZIP archive', start: 'PK\x05\x06', advice: unpackAdvice },
  {
    name: 'an old Excel workbook or another Office file',
    start: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    advice: spreadsheetAdvice,
  },
  { name: 'a gzip archive', start: '\x1f\x8b', advice: unpackAdvice },
  { name: 'a bzip2 archive', start: 'BZh', holds: '1AY&SY', advice: unpackAdvice },
  { name: 'an xz archive', start: '\xfd7zXZ\0', advice: unpackAdvice },
  { name: 'a Zstandard archive', start: '\x28\xb5\x2f\xfd', advice: unpackAdvice },
  { name: 'a 7z archive', start: '7z\xbc\xaf\x27\x1c', advice: unpackAdvice },
  { name: 'a RAR archive', start: 'Rar!\x1a\x07', advice: unpackAdvice },
  { name: 'a Parquet file', start: 'PAR1', advice: exportAdvice },
  { name: 'an Arrow file', start: 'ARROW1', advice: exportAdvice },
  { name: 'an Avro file', start: 'Obj\x01', advice: exportAdvice },
  { name: 'an SQLite database', start: 'SQLite format 3\0', advice: 'Export the table as CSV and upload that.' },
  { name: 'an HDF5 file', start: '\x89HDF\r\n', advice: exportAdvice },
  { name: 'a pickle', start: '\x80\x04\x95', advice: exportAdvice },
  { name: 'a program', start: '\x7fELF', advice: 'Upload a CSV.' },
  { name: 'an RTF document', start: '{\\rtf', advice: exportAdvice },
];

const textKinds: readonly TextKind[] = [
  {
    name: 'a web page (HTML)',
    pattern: /^\s*(<!--[^]*?-->\s*)?<(!doctype\s+html|html|head|body|table)\b/i,
    advice: 'Download the data itself, as CSV, and upload that.',
  },
  { name: 'an XML file', pattern: /^\s*<\?xml\b/i, advice: exportAdvice },
  {
    name: 'a JSON file',
    pattern: /^\s*(\{\s*("|\}\s*$)|\[\s*([{[]|"[^"]*"\s*[,\]]|-?\d[\d.eE+-]*\s*[,\]]|\]\s*$))/,
    advice: exportAdvice,
  },
];

/** Says what a file that is no CSV looks like, by its first bytes; nothing when it may be one. */
export function describeForeignKind(head: Uint8Array): string | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const text = bytes.replace(/^\xef\xbb\xbf/, '');
  const kind =
    binaryKinds.find(({ start, holds = '' }) => bytes.startsWith(start) && bytes.includes(holds)) ??
    textKinds.find(({ pattern }) => pattern.test(text));
  return kind && `The file looks like ${kind.name}, not like a CSV. ${kind.advice}`;
}
