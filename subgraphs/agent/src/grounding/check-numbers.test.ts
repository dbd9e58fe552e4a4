import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../sandbox/sandbox.ts';
import { checkNumbers } from './check-numbers.ts';
import type { GroundingSource } from './grounding.ts';

function result(value: JsonValue, subtask = 1): GroundingSource {
  return { subtask, kind: 'result', value };
}

function verdicts(report: string, ...values: readonly JsonValue[]): readonly string[] {
  return checkNumbers(
    report,
    values.map((value) => result(value)),
  ).map(({ text, verified }) => `${text} ${verified ? 'yes' : 'no'}`);
}

describe('rounding', () => {
  test.each([
    ['9.25', 9.2461, 'yes'],
    ['9.2', 9.2461, 'yes'],
    ['9', 9.2461, 'yes'],
    ['9.3', 9.2461, 'no'],
    ['9.250', 9.2461, 'no'],
    ['10', 9.2461, 'no'],
    ['0.13', 0.125, 'yes'],
    ['0.12', 0.125, 'yes'],
    ['0.00', 0.0049, 'yes'],
    ['1,234', 1234.4, 'yes'],
    ['1,235', 1234.4, 'no'],
    ['1,200', 1234.4, 'no'],
    ['about 1,200', 1234.4, 'yes'],
    ['over 1,200', 1299, 'yes'],
    ['about 1,200', 1350, 'no'],
    ['up to 100', 30, 'no'],
  ])('%s for %d: %s', (written, source, verdict) => {
    expect(verdicts(`The mean is ${written} here.`, { mean: source })[0]).toMatch(new RegExp(` ${verdict}$`));
  });
});

describe('ways to write a number', () => {
  test.each([
    ['1,234,567.89', 1234567.891],
    ['1234567.89', 1234567.891],
    ['1\u202f234\u202f567.89', 1234567.891],
    ['1\u00a0234\u00a0567', 1234567],
    ["1'234'567", 1234567],
    ['1.23 million', 1234567],
    ['1.2M', 1234567],
    ['$1.2m', 1234567],
    ['1,235k', 1234567],
    ['1.2bn', 1.234e9],
    ['123万', 1234567],
    ['€1,234,567.89', 1234567.891],
    ['1.2e-5', 0.0000123],
    ['1.2E+5', 123000],
    ['1.2×10⁻⁵', 0.0000123],
    ['1.2 × 10^-5', 0.0000123],
    ['.5', 0.5],
    ['-3.2', -3.2],
    ['−3.2', -3.2],
    ['-$3.2', -3.2],
    ['+3.2', 3.2],
    ['12.3%', 0.1234],
    ['12.3 %', 12.34],
    ['12.3 percent', 0.1234],
    ['4.5‰', 0.0045],
    ['2.5x', 2.5],
    ['25min', 25],
    ['25m', 25],
  ])('%s', (written, source) => {
    const [number, ...others] = checkNumbers(`So **${written}**, it is (${written}).`, [result({ value: source })]);
    expect(number).toMatchObject({ verified: true, source: { subtask: 1, path: 'result.value' } });
    expect(others).toHaveLength(1);
    expect(written).toContain(number?.text);
  });

  test('a decimal comma is read as one when the report uses it', () => {
    const sources = { mean: 3.14, total: 1234.5, count: 1234 };
    expect(verdicts('Der Mittelwert ist 3,14, die Summe 1.234,5 aus 1.234 Zeilen.', sources)).toEqual([
      '3,14 yes',
      '1.234,5 yes',
      '1.234 yes',
    ]);
  });

  test('offsets point at the number', () => {
    const report = 'Das Ü: −3.2 %, 1.2 million.';
    for (const { text, start, end } of checkNumbers(report, [])) expect(report.slice(start, end)).toBe(text);
    expect(checkNumbers(report, []).map(({ text, value }) => [text, value])).toEqual([
      ['−3.2 %', -3.2],
      ['1.2 million', 1200000],
    ]);
  });

  test('both ends of a percentage range may be fractions', () => {
    expect(verdicts('12–15% of them', { low: 0.12, high: 0.15 })).toEqual(['12 yes', '15% yes']);
  });

  test('numbers next to letters of other scripts, in tables and in prescribed forms are numbers', () => {
    expect(verdicts('平均は9.25分。|9.25|@mean[9.25]|`9.25`|(9.25,9.25)', { mean: 9.25 })).toHaveLength(6);
  });
});

describe('signs', () => {
  test('a sign must be right, unless words say the direction', () => {
    expect(verdicts('The change is 3.2.', { change: -3.2 })).toEqual(['3.2 no']);
    expect(verdicts('The change is -3.2.', { change: 3.2 })).toEqual(['-3.2 no']);
    expect(verdicts('Sales fell by 3.2 that month.', { change: -3.2 })).toEqual(['3.2 yes']);
    expect(verdicts('It is 3.2 lower.', { change: -3.2 })).toEqual(['3.2 yes']);
    expect(verdicts('It fell. The change is 3.2.', { change: -3.2 })).toEqual(['3.2 no']);
  });

  test('a hyphen between numbers is a range', () => {
    expect(verdicts('between 3-5 and 3–5', [3, 5])).toEqual(['3 yes', '5 yes', '3 yes', '5 yes']);
  });
});

describe('what is not checked', () => {
  test.each([
    ['list numbering', '1. one\n2) two\n   3. three\n> 4. four'],
    ['references', 'Chart 1, see table 2 and [Figure 3](#a)'],
    ['numbering of headings', '## 1. Findings\n### 2.1 Method\n# Step 3: Result'],
    ['column names', 'The column `x_1` and `2019 sales`, ``a ` 7``'],
    ['code', '```sql\nselect 42\n```\n```js\nlet a = 5;\n'],
    ['identifiers', 'COVID-19, H2O, x1, UTF-8, 3D, v1.2.3, file_2.csv, Q3'],
    [
      'dates and times',
      '2024-01-05, 2024-01, 5/1/2024, January 5, 2024, 5 Jan 2024, 12:30, 2024-01-05T12:30:00Z, 2024年1月5日',
    ],
    ['years', 'in 2019, since 1998, from 2001 to 2005, FY 2020, March 2021, Jan. 2013, (2010–2014)'],
    ['ordinals', 'the 1st, 2nd and 95th percentile'],
    [
      'conventions',
      'a 95% confidence interval, α = 0.05, at the 5% level, a significance level of 0.01, 1.5 × IQR, 5-fold, R^2, x^{2}',
    ],
    ['addresses', '[a](http://a.b/12?c=3) and https://x.y/42, note[^7]'],
    ['markup', '<td width="20">a</td> &#39;'],
  ])('%s', (_what, report) => {
    expect(checkNumbers(report, [])).toEqual([]);
  });

  test('yet quantities that look alike are', () => {
    expect(verdicts('## 42 flights, 12 may be late\n## 9.25 minutes')).toEqual(['42 no', '12 no', '9.25 no']);
    expect(verdicts('There are 2019 rows, 42 % of them 9.5ish, in a fence:\n```\n@mean[7.5]\n```\nATL-9.25')).toEqual([
      '2019 no',
      '42 % no',
      '9.5 no',
      '7.5 no',
      '9.25 no',
    ]);
  });

  test('a year that a source has is verified', () => {
    expect(verdicts('in 2019', { byYear: { '2019': 4 } })).toEqual(['2019 yes']);
  });
});

describe('sources', () => {
  test('are searched in depth, and named by their path', () => {
    const value = { groups: [{ name: 'ATL', 'mean delay': 9.25 }], '18-25': null, label: 'bin 40 to 45' };
    const paths = (report: string) => checkNumbers(report, [result(value, 3)]).map(({ source }) => source);
    expect(paths('9.25')).toEqual([{ subtask: 3, path: 'result.groups[0]["mean delay"]' }]);
    expect(paths('1')).toEqual([{ subtask: 3, path: 'result.groups.length' }]);
    expect(paths('18')).toEqual([{ subtask: 3, path: 'result["18-25"]' }]);
    expect(paths('45')).toEqual([{ subtask: 3, path: 'result.label' }]);
  });

  test('give no days and months of dates', () => {
    expect(verdicts('17 and 3', { '2024-03-17': 'on 2024-03-17', '17/3/2024': '3 March 2024' })).toEqual([
      '17 no',
      '3 no',
    ]);
  });

  test('of every kind count', () => {
    const sources: readonly GroundingSource[] = [
      { subtask: 1, kind: 'output', value: 'mean: 9.25\nn=1,200 (12.5%)' },
      { subtask: 2, kind: 'table', value: { columns: ['a'], rows: [['x', 77.7]], totalRows: 5000 } },
      { subtask: 0, kind: 'dataset', value: { rows: 8123, columns: 12 } },
      { subtask: 0, kind: 'question', value: 'the top 35 over 0.625' },
    ];
    const found = checkNumbers('9.25, 1200, 12.5%, 77.7, 5,000, 8,123, 12, 35, 0.625', sources);
    expect(found.map(({ source }) => source?.path)).toEqual([
      'output',
      'output',
      'output',
      'table.rows[0][1]',
      'table.totalRows',
      'dataset.rows',
      'dataset.columns',
      'question',
      'question',
    ]);
  });

  test('of a chart are its data, not its size', () => {
    const spec = {
      width: 640,
      layer: [{ data: { values: [{ mean: 9.25 }] }, mark: { opacity: 0.35 } }],
      datasets: { a: [{ b: 71 }] },
    };
    const sources: readonly GroundingSource[] = [{ subtask: 1, kind: 'chart', value: spec }];
    const verified = checkNumbers('640 0.35 9.25 71', sources).map((number) => number.verified);
    expect(verified).toEqual([false, false, true, true]);
  });

  test('that were computed come before those that were asked', () => {
    const sources: readonly GroundingSource[] = [
      { subtask: 0, kind: 'question', value: 'over 30?' },
      result({ age: 30 }),
    ];
    expect(checkNumbers('30', sources)[0]?.source?.path).toBe('result.age');
  });

  test('are not combined: differences, ratios and sums are not verified', () => {
    expect(verdicts('5 more, 1.5 times, 25 in all', [10, 15])).toEqual(['5 no', '1.5 no', '25 no']);
  });

  test('bound p-values that are named so', () => {
    expect(verdicts('p < 0.001', { p_value: 2e-9 })).toEqual(['0.001 yes']);
    expect(verdicts('*p*-value is below 0.05', { test: { pValue: 0.03 } })).toEqual(['0.05 yes']);
    expect(verdicts('the p-value (< 0.02)', { p: 0.015 })).toEqual(['0.02 yes']);
    expect(verdicts('| t-test | < 0.001 |', { p: 2e-9 })).toEqual(['0.001 yes']);
    expect(verdicts('| mean | < 0.02 |', { p: 2e-9 })).toEqual(['0.02 no']);
    expect(verdicts('p > 0.05', { p: 0.3 })).toEqual(['0.05 yes']);
    expect(verdicts('p < 0.001', { p_value: 0.02 })).toEqual(['0.001 no']);
    expect(verdicts('p < 0.001', { mean: 2e-9 })).toEqual(['0.001 no']);
    expect(checkNumbers('p < .01', [{ subtask: 1, kind: 'output', value: 'p = 3e-4' }])[0]?.verified).toBe(true);
  });
});

/** Generous to a busy machine; what grows with the square of its input takes far longer. */
const mostMs = 4000;

describe('hostile and large input', () => {
  test('numbers beyond every range are finite and unverified', () => {
    const report = `${'9'.repeat(400)} and 1e999 and -1e999`;
    const found = checkNumbers(report, [result({ a: 1, b: 1e308 })]);
    expect(found.map(({ verified }) => verified)).toEqual([false, false, false]);
    expect(found.every(({ value }) => Number.isFinite(value))).toBe(true);
  });

  test.each([
    ['backticks', '`'.repeat(100_000)],
    ['backticks and text', '`a'.repeat(50_000)],
    ['tags', '<a'.repeat(50_000)],
    ['brackets', '[^'.repeat(50_000)],
    ['links', ']('.repeat(50_000)],
    ['digits', '1'.repeat(100_000)],
    ['groups', '1,111'.repeat(20_000)],
    ['dots', '1.'.repeat(50_000)],
    ['spaces', ' '.repeat(100_000)],
    ['quotes', '> '.repeat(50_000)],
    ['fences', '```js\n'.repeat(20_000)],
    ['hashes', '#'.repeat(100_000)],
    ['letters', 'a'.repeat(100_000)],
    ['signs', '-$'.repeat(50_000)],
    ['p', 'p < '.repeat(30_000)],
  ])('a report of %s does not slow the check down', (_what, report) => {
    const started = performance.now();
    checkNumbers(report, []);
    expect(performance.now() - started).toBeLessThan(mostMs);
  });

  test('a hundred thousand source numbers take moments', () => {
    const values = Array.from({ length: 100_000 }, (_item, index) => Math.sin(index) * 1e6);
    const report = values
      .slice(0, 500)
      .map((value) => value.toFixed(2))
      .join(' and ');
    const started = performance.now();
    const found = checkNumbers(report, [result(values)]);
    expect(performance.now() - started).toBeLessThan(mostMs);
    expect(found).toHaveLength(500);
    expect(found.every(({ verified }) => verified)).toBe(true);
  });
});
