import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DatasetReader, openDatasetReader } from './dataset-reader.ts';
import { column, types } from './profiling-harness.ts';

let reader: DatasetReader;
beforeAll(async () => {
  reader = await openDatasetReader();
});
afterAll(async () => {
  await reader[Symbol.asyncDispose]();
});

/** A CSV of one column named `x` beside a column of row numbers. */
const columnOf = (...values: string[]) =>
  `n,x\n${values.map((value, index) => `${index},${/[,"]/.test(value) ? `"${value}"` : value}`).join('\n')}\n`;

describe('the type of a column', () => {
  it.each([
    ['INTEGER', 'int64', ['1', '-2', '0', '9223372036854775807']],
    ['INTEGER', 'float64', ['1', '', '3']],
    ['INTEGER', 'int64', ['1', ' 2', '3 ', '\t4']],
    ['FLOAT', 'float64', ['1', '2.5', '.5', '3.', '-1e-3', '+7']],
    ['FLOAT', 'float64', ['1.5', 'inf', '-inf', 'Infinity']],
    ['FLOAT', 'float64', ['1.5', 'NA', 'null', 'NaN']],
    ['TEXT', 'object', ['00501', '90210', '02134']],
    ['TEXT', 'object', ['007.5', '1.5']],
    ['TEXT', 'object', ['12345678901234567890', '12345678901234567891']],
    ['TEXT', 'object', ['1,234', '5,678', '12']],
    ['TEXT', 'object', ['1_000', '2']],
    ['TEXT', 'object', ['0x1F', '10']],
    ['TEXT', 'object', ['1', '2', 'three']],
    ['TEXT', 'object', ['12:30', '23:59']],
    ['TEXT', 'object', ['yes', 'no']],
    ['BOOLEAN', 'bool', ['true', 'False', 'TRUE']],
    ['BOOLEAN', 'object', ['true', '', 'false']],
    ['DATE', 'datetime64[ns]', ['2026-01-31', '2026-2-1']],
    ['DATE', 'datetime64[ns]', ['2026/01/31', '2026/02/28']],
    ['DATE', 'datetime64[ns]', ['31.12.2025', '01.02.2026']],
    ['DATE', 'datetime64[ns]', ['12/31/2025', '1/2/2026']],
    ['DATE', 'datetime64[ns]', ['31/12/2025', '1/2/2026']],
    ['DATE', 'datetime64[ns]', ['19-Jan-18', '2-feb-18']],
    ['DATE', 'datetime64[ns]', ['Jan 19, 2018', 'Feb 2, 2018']],
    ['DATE', 'datetime64[ns]', ['19 January 2018', '2 February 2018']],
    ['TEXT', 'object', ['2026-01-31', '2026-02-30']],
    ['TEXT', 'object', ['2026-01-31', 'epoch']],
    ['TEXT', 'object', ['2010-11', '2011-12']],
    ['TEXT', 'object', ['1/2/2026', '3/4/2026']],
    ['DATETIME', 'datetime64[ns]', ['2026-01-31 10:00', '2026-01-31T10:00:01.5Z']],
    ['DATETIME', 'datetime64[ns]', ['2026-01-31T10:00:00+02:00', '2026-01-31']],
    ['DATETIME', 'datetime64[ns]', ['12/31/2025 11:59 PM', '1/2/2026 9:00 AM']],
    ['DATETIME', 'datetime64[ns]', ['31.12.2025 23:59:59', '01.02.2026 0:00:00']],
    ['TIME', 'object', ['12:30:00', '23:59:59']],
    ['TEXT', 'float64', ['', 'NA', 'None']],
  ])('is %s (%s) for %j', async (type, pandasType, values) => {
    const profile = await reader.profile(columnOf(...values));
    expect(column(profile, 'x')).toMatchObject({ type, pandasType });
  });

  it('is found among all rows, not in a sample', async () => {
    const rows = Array.from({ length: 150_000 }, (_, index) => `${index},${index},${index % 7}`);
    rows.push('oops,1.5,NA', '7,2,');
    const profile = await reader.profile(`a,b,c\n${rows.join('\n')}\n`);
    expect(profile.rows).toBe(150_002);
    expect(types(profile)).toEqual({ a: 'TEXT', b: 'FLOAT', c: 'INTEGER' });
    expect(column(profile, 'c').nulls).toBe(2);
  });

  it('is found where the values begin far down', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},,`);
    rows.push('60000,2026-01-01,5', '60001,2026-01-02, 6');
    const profile = await reader.profile(`n,day,late\n${rows.join('\n')}\n`);
    expect(types(profile)).toEqual({ n: 'INTEGER', day: 'DATE', late: 'INTEGER' });
  });

  it('counts on the last row to tell day from month', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `${(index % 12) + 1}/${(index % 12) + 1}/2025`);
    const ambiguous = await reader.profile(`n,x\n${rows.map((row, index) => `${index},${row}`).join('\n')}\n`);
    expect(column(ambiguous, 'x').type).toBe('TEXT');
    expect(ambiguous.warnings).toEqual(['Dates that could be day first or month first were left as text: x.']);
    const clear = await reader.profile(columnOf(...rows, '31/12/2025'));
    expect(column(clear, 'x')).toMatchObject({ type: 'DATE', min: '2025-01-01', max: '2025-12-31' });
  });

  it('reads decimal commas where semicolons separate', async () => {
    const profile = await reader.profile('a;b;c\n1,5;1,234;x\n-1.234,75;5,678;y\n3;9,012;z\n');
    expect(types(profile)).toEqual({ a: 'FLOAT', b: 'TEXT', c: 'TEXT' });
    expect(column(profile, 'a')).toMatchObject({ min: '-1234.75', max: '3.0' });
  });

  it('keeps blanks around texts', async () => {
    const profile = await reader.profile('n,x\n1, a\n2,a\n');
    expect(column(profile, 'x').distinct).toBe(2);
  });
});
