import type { AnalysisRequest } from '../request.ts';
import type { Cue } from './cues.ts';
import type { Reading } from './reading.ts';

const FAMILIES: readonly (readonly [cues: readonly Cue[], analyses: readonly string[]])[] = [
  [
    ['correlation', 'correlate', 'strongest'],
    ['correlation', 'correlation-matrix', 'association'],
  ],
  [['regression'], ['regression']],
  [['normality', 'distribution'], ['distribution']],
  [['outliers'], ['outliers']],
  [
    ['test', 'compare'],
    ['compare-groups', 'association', 'correlation', 'distribution', 'regression'],
  ],
  [['missing'], ['missing']],
];

/** "Report the average": the statistic that the last request computes already. */
function repeats({ statistics, ranking, cues, text }: Reading, last: AnalysisRequest | undefined): boolean {
  return (
    statistics.length > 0 &&
    ranking === undefined &&
    cues.size === 0 &&
    /^(?:please )?(?:report|round|give|provide|return|state|express|show)\b/i.test(text) &&
    statistics.every(({ statistic }) => last?.statistics.includes(statistic))
  );
}

/** A clause that names nothing of the data and speaks of what is already asked: it says how, not what. */
export function isElaboration(reading: Reading, requests: readonly AnalysisRequest[]): boolean {
  const namesNothing =
    reading.measures.length === 0 &&
    reading.groups.length === 0 &&
    reading.condition === undefined &&
    reading.derived === undefined &&
    reading.values.length === 0;
  if (explainsRule(reading, requests)) return true;
  if (!namesNothing || requests.length === 0) return false;
  if (repeats(reading, requests.at(-1))) return true;
  if (reading.statistics.length > 0 && !reading.cues.has('correlate') && !reading.cues.has('regression')) return false;
  return FAMILIES.some(
    ([cues, analyses]) =>
      cues.some((cue) => reading.cues.has(cue)) && requests.some((request) => analyses.includes(request.analysis)),
  );
}

/** "The limits are Q1 - 1.5 * IQR …", "the z-score of a day is …": says what an outlier is, where outliers are asked for. */
function explainsRule({ text, steps, cues }: Reading, requests: readonly AnalysisRequest[]): boolean {
  const isAbout = requests.some(
    ({ analysis, preparation }) => analysis === 'outliers' || preparation.some(({ kind }) => kind === 'removeOutliers'),
  );
  return (
    isAbout &&
    steps.length === 0 &&
    !text.includes('?') &&
    !cues.has('correlate') &&
    /\bz[- ]?scores?\b|\biqr\b|\binterquartile\b|\bquartiles?\b|\bq[13]\b/i.test(text)
  );
}
