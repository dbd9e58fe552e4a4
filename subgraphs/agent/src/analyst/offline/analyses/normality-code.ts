import { DAGOSTINO, KOLMOGOROV, NORMAL_P, SHAPIRO } from '../code/snippets.ts';
import { comment, template } from '../code/sql-text.ts';
import type { Method } from '../request.ts';

/** Up to here Shapiro-Wilk is chosen unasked; asked for, it runs on all values up to the larger limit. */
const SHAPIRO_CHOSEN = 5_000;
const SHAPIRO_MOST = 50_000;

export type NormalityTest = Exclude<Method['normality'], 'auto'>;

export function chooseNormality(method: Method, rows: number): NormalityTest {
  if (method.normality !== 'auto') return method.normality;
  return rows <= SHAPIRO_CHOSEN ? 'shapiro' : 'dagostino';
}

/** JavaScript that declares `normality` ({test, statistic, p, n, sampled}); `summary` must hold n, g1 and b2. */
export function normalityCode(test: NormalityTest, x: string, from: string): string[] {
  if (test === 'dagostino')
    return [
      DAGOSTINO,
      'const normality = { test: "D\'Agostino-Pearson", n: summary.n, sampled: false, ...(summary.n >= 8 ? dagostino(summary.n, summary.g1, summary.b2) : { statistic: null, p: null }) };',
    ];
  if (test === 'jarque-bera')
    return [
      'const jarqueBera = (summary.n / 6) * (summary.g1 ** 2 + (summary.b2 - 3) ** 2 / 4);',
      'const normality = { test: "Jarque-Bera", n: summary.n, sampled: false, statistic: jarqueBera, p: Math.exp(-jarqueBera / 2) };',
    ];
  const name = test === 'shapiro' ? 'shapiroWilk' : 'kolmogorovSmirnov';
  return [
    ...(test === 'shapiro' ? [NORMAL_P, SHAPIRO] : [KOLMOGOROV]),
    comment(`Above ${String(SHAPIRO_MOST)} values a sample of ${String(SHAPIRO_CHOSEN)} is tested`),
    `const isSampled = summary.n > ${String(SHAPIRO_MOST)};`,
    `const sorted = sql(isSampled`,
    `  ? ${template(`SELECT v FROM (SELECT ${x} AS v FROM ${from} WHERE ${x} IS NOT NULL USING SAMPLE reservoir(${String(SHAPIRO_CHOSEN)} ROWS) REPEATABLE (42)) ORDER BY v`)}`,
    `  : ${template(`SELECT ${x} AS v FROM ${from} WHERE ${x} IS NOT NULL ORDER BY v`)}).map(({ v }) => Number(v));`,
    'const isTestable = sorted.length >= 3 && sorted[0] !== sorted[sorted.length - 1];',
    `const normality = { test: ${test === 'shapiro' ? '"Shapiro-Wilk"' : '"Kolmogorov-Smirnov"'}, n: sorted.length, sampled: isSampled, ...(isTestable ? ${name}(sorted) : { statistic: null, p: null }) };`,
  ];
}
