import { expect, test } from '@jest/globals';
import { escapeCell, markdownTable } from './markdown-table.ts';
import { formatNumber, joinList, plural } from './numbers.ts';

test.each([
  [1234567, '1,234,567'],
  [1234.5678, '1,234.57'],
  [12.34567, '12.346'],
  [0.0123456, '0.01235'],
  [0.00000123, '1.23e-6'],
  [-0.5, '-0.5'],
  [0, '0'],
  [null, '–'],
  [NaN, '–'],
])('%d is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test('cells of a table cannot turn into markup or break the table', () => {
  expect(escapeCell('a|b\n<img> [x](y) snake_case')).toBe('a\\|b \\<img\\> \\[x\\](y) snake_case');
  expect(markdownTable([{ title: 'a' }, { title: 'n', isNumber: true }], [['x', 1000]])).toBe(
    '| a | n |\n| --- | ---: |\n| x | 1,000 |',
  );
});

test('lists and plurals read well', () => {
  expect(joinList(['a', 'b', 'c'])).toBe('a, b and c');
  expect(plural(1, 'row')).toBe('1 row');
  expect(plural(2, 'row repeats', 'rows repeat')).toBe('2 rows repeat');
});
