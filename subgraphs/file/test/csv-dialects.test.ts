import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { type DatasetReader, openDatasetReader } from './dataset-reader.ts';
import { column, types } from './profiling-harness.ts';

let reader: DatasetReader;
beforeAll(async () => {
  reader = await openDatasetReader();
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
});

const names = (profile: { columns: readonly { name: string }[] }) => profile.columns.map(({ name }) => name);

describe('encodings', () => {
  const spanish = 'name,city\nDoña Ana,Málaga\nÍñigo,A Coruña\n';
  const chinese = 'name,city\n李雷,北京\n韩梅梅,上海\n';
  it.each([
    ['utf-8', Buffer.from(spanish), 'Doña Ana'],
    ['utf-8', Buffer.from(`\uFEFF${spanish}`), 'Doña Ana'],
    ['utf-16le', iconv.encode(spanish, 'utf-16le', { addBOM: true }), 'Doña Ana'],
    ['utf-16be', iconv.encode(spanish, 'utf-16be', { addBOM: true }), 'Doña Ana'],
    ['windows-1252', iconv.encode(spanish, 'win1252'), 'Doña Ana'],
    ['windows-1252', iconv.encode('name,price\n“Ação” — São João,5 €\n', 'win1252'), '“Ação” — São João'],
    ['gb18030', iconv.encode(chinese, 'gb18030'), '李雷'],
    ['utf-8', Buffer.from(chinese), '李雷'],
    ['utf-16le', iconv.encode(chinese, 'utf-16le', { addBOM: true }), '李雷'],
  ])('reads %s', async (encoding, bytes, first) => {
    const profile = await reader.profile(bytes);
    expect(profile.format.encoding).toBe(encoding);
    expect(profile.columns[0]?.name).toBe('name');
    expect(profile.columns[0]?.topValues.map(({ value }) => value)).toContain(first);
  });

  it('finds bytes that are no UTF-8 in the last row', async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => `${index},plain`).join('\n');
    const bytes = Buffer.concat([Buffer.from(`n,name\n${rows}\n200000,`), iconv.encode('Doña\n', 'win1252')]);
    const profile = await reader.profile(bytes);
    expect(profile.format.encoding).toBe('windows-1252');
    expect(profile.warnings[0]).toMatch(/windows-1252/);
    expect(column(profile, 'name').topValues.at(-1)).toEqual({ value: 'Doña', count: 1 });
  });
});

describe('dialects', () => {
  it.each([',', ';', '\t', '|'])('reads fields separated by %j', async (delimiter) => {
    const text = ['a|b|c'.split('|'), ['1', '"x,;\t|y"', '2.5'], ['2', 'z', '3']]
      .map((row) => row.join(delimiter))
      .join('\n');
    const profile = await reader.profile(text);
    expect(profile.format.delimiter).toBe(delimiter);
    expect(types(profile)).toEqual({ a: 'INTEGER', b: 'TEXT', c: 'FLOAT' });
    expect(profile.rows).toBe(2);
  });

  it.each(['\n', '\r\n', '\r'])('reads lines that end in %j', async (end) => {
    const profile = await reader.profile(['a,b', '1,x', '2,y', ''].join(end));
    expect(profile.rows).toBe(2);
    expect(types(profile)).toEqual({ a: 'INTEGER', b: 'TEXT' });
    expect(profile.warnings).toEqual([]);
  });

  it('reads lines of mixed ends', async () => {
    const profile = await reader.profile('a,b\r\n1,x\n2,y\r3,z\r\n');
    expect(types(profile)).toEqual({ a: 'INTEGER', b: 'TEXT' });
    expect(profile.rows).toBe(3);
  });

  it('reads quotes, doubled quotes and line ends within them', async () => {
    const profile = await reader.profile('a,b\n1,"say ""hi"", twice"\n2,"two\r\nlines"\n3,5" pipe\n');
    expect(
      column(profile, 'b')
        .topValues.map(({ value }) => value)
        .sort(),
    ).toEqual(['5" pipe', 'say "hi", twice', 'two\r\nlines']);
    expect(profile.warnings).toEqual([]);
  });

  it('reads a single column', async () => {
    const profile = await reader.profile('word\nalpha, beta\n"gamma"\n\ndelta\n');
    expect(profile.format.delimiter).toBeNull();
    expect(column(profile, 'word').topValues.map(({ value }) => value)).toEqual(['alpha, beta', 'delta', 'gamma']);
  });

  it('passes over blank lines and what stands before the header', async () => {
    const profile = await reader.profile('Quarterly report\n\na,b,c\n1,2,3\n\n4,5,6\n\n');
    expect(types(profile)).toEqual({ a: 'INTEGER', b: 'INTEGER', c: 'INTEGER' });
    expect(profile.rows).toBe(2);
    expect(profile.warnings).toEqual(['Lines before the header were passed over: 2.']);
  });

  it('fills up short rows and keeps what is too long, and says in which lines', async () => {
    const profile = await reader.profile('a,b,c\n1,2,3\n4,5\n"6\n6",7,8,9,10\n11,12,13,,\n14,15,16\n');
    expect(profile.rows).toBe(5);
    expect(names(profile)).toEqual(['a', 'b', 'c', 'column_4', 'column_5']);
    expect(profile.warnings).toEqual([
      'Rows with too few values were filled up with empty ones: line 3 (2 of 3).',
      'Rows with more values than the header has names: line 4 (5 of 3). The values further right are in columns of their own.',
      'Columns without a name were given one: column_4, column_5.',
    ]);
    expect(column(profile, 'column_5')).toMatchObject({ type: 'INTEGER', nulls: 4, max: '10' });
  });

  it('lists ten ragged rows and counts the others', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? '1,2' : '1')).join('\n');
    const [warning] = (await reader.profile(`a,b\n${rows}\n`)).warnings;
    expect(warning).toMatch(/line 3 \(1 of 2\).* and 10 more\.$/);
  });

  it('finds a ragged row far down', async () => {
    const rows = Array.from({ length: 300_000 }, (_, index) => `${index},b${index}`).join('\n');
    const profile = await reader.profile(`a,b\n${rows}\n7\n`);
    expect(profile.rows).toBe(300_001);
    expect(profile.warnings).toEqual([
      'Rows with too few values were filled up with empty ones: line 300002 (1 of 2).',
    ]);
  });
});

describe('headers', () => {
  it('tells equal names apart, and says so', async () => {
    const profile = await reader.profile('a,b,a,A,a_2\n1,2,3,4,5\n');
    expect(names(profile)).toEqual(['a', 'b', 'a_2', 'A_3', 'a_2_2']);
    expect(profile.warnings).toEqual([
      'Column names that occurred twice were told apart: "a" (column 3) is now "a_2", "A" (column 4) is now "A_3", "a_2" (column 5) is now "a_2_2".',
    ]);
  });

  it('names columns without a name by their places, and trims names', async () => {
    const profile = await reader.profile(' a ,,"  ","two\nlines"\n1,2,3,4\n');
    expect(names(profile)).toEqual(['a', 'column_2', 'column_3', 'two lines']);
  });

  it('takes names that are SQL words, quotes or injections', async () => {
    const profile = await reader.profile('select,"a""b",c\'); drop table x;--\n1,2,3\n');
    expect(names(profile)).toEqual(['select', 'a"b', "c'); drop table x;--"]);
  });

  it('sees that a file of numbers has no header', async () => {
    const profile = await reader.profile('5.1,3.5,setosa\n4.9,3,virginica\n');
    expect(names(profile)).toEqual(['column_1', 'column_2', 'column_3']);
    expect(profile.rows).toBe(2);
    expect(profile.warnings[0]).toBe('The file has no header: its columns are named by their places.');
  });

  it('takes a first column that the header leaves out for row labels', async () => {
    const profile = await reader.profile('mpg,cyl\nMazda,21.0,6\nDatsun,22.8,4\n');
    expect(types(profile)).toEqual({ column_1: 'TEXT', mpg: 'FLOAT', cyl: 'INTEGER' });
  });

  it.each([300, 2_000])(
    'reads %d columns',
    async (count) => {
      const header = Array.from({ length: count }, (_, index) => `c${index}`).join(',');
      const row = (seed: number) => Array.from({ length: count }, (_, index) => seed * index).join(',');
      const profile = await reader.profile(`${header}\n${[1, 2, 3].map(row).join('\n')}\n`);
      expect(profile.columns).toHaveLength(count);
      expect(profile.columns.at(-1)).toMatchObject({ type: 'INTEGER', max: String(3 * (count - 1)) });
    },
    120_000,
  );
});

describe('what is no dataset', () => {
  const zip = (name: string) =>
    Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), Buffer.from(`....${name}`)]);
  it.each([
    ['a PNG image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['an Excel workbook', zip('xl/workbook.xml')],
    ['a ZIP archive', zip('data.csv')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['a Parquet file', Buffer.from('PAR1\0\0')],
    ['a web page (HTML)', '\n<!DOCTYPE html><html><body>1,2</body></html>'],
    ['an XML file', '<?xml version="1.0"?><a/>'],
    ['a JSON file', '{"a": 1, "b": 2}'],
    ['a JSON file', '[\n  {"a": 1},\n  {"a": 2}\n]'],
    ['a JSON file', '[1, 2, 3]'],
  ])('is named: %s', async (kind, content) => {
    expect(await reader.refusal(content)).toContain(`looks like ${kind}`);
  });

  it.each([
    ['nothing', '', /is empty/],
    ['a byte order mark', '\uFEFF', /blank lines only/],
    ['blank lines', '\n\n  \n', /blank lines only/],
    ['a header alone', 'a,b,c\n', /no rows/],
    ['a header alone without a line end', 'a,b,c', /no rows/],
    ['a header and blank lines', 'a,b,c\n\n\n', /no rows/],
    ['binary data', Buffer.from('a,b\n1,\0\0\0\n'), /binary/],
    ['a first line without an end', 'x'.repeat(3_000_000), /first line .* longer/],
    ['a row without an end', `a,b\n1,2\n3,${'x'.repeat(9_500_000)}`, /begins in line 3 is longer than 8 MiB/],
    [
      'a quote that is never closed',
      `a,b\n1,2\n3,"${'x\n'.repeat(5_000_000)}`,
      /line 3 .* quote in it may never be closed/,
    ],
    [
      'more columns than a dataset may have',
      `${Array.from({ length: 2_501 }, (_, index) => `c${index}`).join(',')}\n1\n`,
      /2501 columns/,
    ],
  ])('is refused: %s', async (_what, content, message) => {
    expect(await reader.refusal(content)).toMatch(message);
  });
});
