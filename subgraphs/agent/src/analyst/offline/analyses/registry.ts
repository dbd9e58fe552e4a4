import type { Reading } from '../parsing/reading.ts';
import { aggregate } from './aggregate.ts';
import type { Analysis, RequestDraft } from './analysis.ts';
import { association } from './association.ts';
import { compareColumns } from './compare-columns.ts';
import { compareGroups } from './compare-groups.ts';
import { correlationMatrix } from './correlation-matrix.ts';
import { correlation } from './correlation.ts';
import { distribution } from './distribution.ts';
import { duplicates } from './duplicates.ts';
import { frequency } from './frequency.ts';
import { groupAggregate } from './group-aggregate.ts';
import { missing } from './missing.ts';
import { outliers } from './outliers.ts';
import { dataQuality, overview } from './overview.ts';
import { periodComparison } from './period-comparison.ts';
import { ranking } from './ranking.ts';
import { regression } from './regression.ts';
import { rows } from './rows.ts';
import { share } from './share.ts';
import { trend } from './trend.ts';

/** Every analysis there is. Among equally good fits the first is taken. */
export const analyses: readonly Analysis[] = [
  overview,
  dataQuality,
  missing,
  duplicates,
  outliers,
  regression,
  association,
  periodComparison,
  compareColumns,
  compareGroups,
  correlation,
  correlationMatrix,
  trend,
  distribution,
  ranking,
  share,
  frequency,
  groupAggregate,
  aggregate,
  rows,
];

export function findAnalysis(name: string): Analysis | undefined {
  return analyses.find((analysis) => analysis.name === name);
}

/** The analysis that fits the clause best and finds the columns that it needs. */
export function chooseAnalysis(
  reading: Reading,
): { readonly analysis: Analysis; readonly draft: RequestDraft } | undefined {
  const ranked = analyses
    .map((analysis) => ({ analysis, score: analysis.matches(reading) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  for (const { analysis } of ranked) {
    const draft = analysis.plan(reading);
    if (draft) return { analysis, draft };
  }
  return undefined;
}
