import { describe, expect, it } from '@jest/globals';
import type { ColumnProfile, DatasetProfile } from '../profiling/dataset-profile.ts';
import { describeDataset } from './summary.ts';

const column = (changes: Partial<ColumnProfile>): ColumnProfile => ({
  name: 'x',
  type: 'TEXT',
  pandasType: 'object',
  nulls: 0,
  distinct: 2,
  distinctIsApproximate: false,
  min: null,
  max: null,
  mean: null,
  standardDeviation: null,
  quartiles: null,
  topValues: [],
  histogram: null,
  ...changes,
});
const dataset = (...columns: ColumnProfile[]): DatasetProfile => ({
  rows: 1500,
  columns,
  format: { kind: 'csv', encoding: 'utf-8', delimiter: ',' },
  warnings: ['A note.'],
});

describe('the summary', () => {
  it('begins with what scripts read, without separators in the numbers', () => {
    const summary = describeDataset(
      dataset(column({ name: 'date', pandasType: 'datetime64[ns]' }), column({ name: 'product' })),
    );
    expect(summary).toMatch(
      /^The dataset has \*\*1500 rows\*\* and \*\*2 columns\*\*\.\n\nIt contains the following features:\n\n- \*\*date\*\*: `datetime64\[ns\]`\n- \*\*product\*\*: `object`\n\n/,
    );
    expect(summary).toMatch(/- A note\.$/);
  });

  it('keeps one line a column in its table, whatever the values hold', () => {
    const topValues = [{ value: 'a|b\n<script>`x`', count: 9 }];
    const summary = describeDataset(dataset(column({ topValues, max: '|' })));
    const [row = ''] = summary.split('\n').filter((line) => line.startsWith('| x |'));
    expect(row).toContain(String.raw`a\|b \<script\>\`x\` (9)`);
    expect(row.split(/(?<!\\)\|/)).toHaveLength(10);
  });
});
