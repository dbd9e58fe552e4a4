import { expect, test } from '@jest/globals';
import { tableCsv } from './table-csv.ts';

test('fields are quoted where they must be', () => {
  expect(
    tableCsv(
      ['a', 'b,c'],
      [
        ['say "hi"', null],
        [1, ['x']],
      ],
    ),
  ).toBe('a,"b,c"\r\n"say ""hi""",\r\n1,"[""x""]"\r\n');
});

test.each([
  ['=HYPERLINK("https://elsewhere.example")', `"'=HYPERLINK(""https://elsewhere.example"")"`],
  ["+cmd|' /C calc'!A0", `'+cmd|' /C calc'!A0`],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['-2.5', '-2.5'],
  ['+49', '+49'],
  ['a=1', 'a=1'],
])('%j is %j, which no spreadsheet runs', (text, field) => {
  expect(tableCsv([text], [[text]])).toBe(`${field}\r\n${field}\r\n`);
});
