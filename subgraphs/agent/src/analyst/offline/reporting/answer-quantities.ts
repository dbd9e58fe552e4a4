import type { Quantity } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import { nameWords, stem } from '../parsing/words.ts';

/** The words of a slot: its name's first, then those of its placeholders. */
export function slotWords(slot: AnswerSlot): string[] {
  return [slot.name, ...slot.placeholders].flatMap(nameWords).flatMap((word) => [word, stem(word)]);
}

const PERCENT = String.raw`\b(?:percent(?:age)?|pct|perc|share|proportion|fraction|ratio|rate)\b`;

/** Two words that mean one quantity together; they are looked for before each of them alone. */
const COMPOUNDS: readonly (readonly [words: readonly RegExp[], quantities: readonly Quantity[]])[] = [
  [[/\b(?:missing|nulls?|nan)\b/, new RegExp(PERCENT)], ['missingShare']],
  [[/\boutliers?\b/, new RegExp(PERCENT)], ['outlierShare']],
  [[/\badj(?:usted)?\b/, /\br ?2\b|\br ?squared?\b/], ['adjustedRSquared']],
  [[/\bsignificant\b/, /\b(?:variables?|predictors?|features?|columns?)\b/], ['significantColumns']],
  [
    [/\b(?:complete|non ?null)\b/, /\b(?:rows?|records?|cases)\b/],
    ['completeRows', 'count'],
  ],
  [[/\bincomplete\b/, /\b(?:rows?|records?|cases)\b/], ['incompleteRows']],
  [[/\b(?:train|training|test) (?:set )?(?:rows?|size|samples?|records?|count)\b/], ['rows']],
  [[/\bskew(?:ness)?\b/, /\bcoef/], ['skewness']],
  [[/\bkurt(?:osis)?\b/, /\bcoef/], ['kurtosis']],
];

const MEANINGS: readonly (readonly [pattern: RegExp, quantities: readonly Quantity[]])[] = [
  [
    /\b(?:removed|dropped|affected|outlying) (?:rows?|records?|observations?)\b|\b(?:rows?|records?|observations?) (?:removed|dropped|affected)\b/,
    ['affectedRows'],
  ],
  [/^(?!.*\b(?:bound|limit|fence)s?\b).*\b(?:low|lower|below)\b.*\boutliers?\b/, ['outliersBelow']],
  [/^(?!.*\b(?:bound|limit|fence)s?\b).*\b(?:high|upper|higher|above)\b.*\boutliers?\b/, ['outliersAbove']],
  [/\bz(?: scores?)?$/, ['zScore']],
  [/\boutliers?\b.*\b(?:count|number|num|total|n)\b|\b(?:count|number|num|total|n)\b.*\boutliers?\b/, ['outlierCount']],
  [/\b(?:abnormal|anomal(?:y|ies|ous)|unusual)\b/, ['outlierCount', 'outlierRows']],
  [/\boutliers?\b/, ['outlierRows', 'outliers', 'outlierCount']],
  [/\blower bound|\blower limit/, ['lowerBound']],
  [/\bupper bound|\bupper limit/, ['upperBound']],
  [/\bsignificant (?:variable|predictor|feature|column|coefficient)s\b/, ['significantColumns']],
  [/\badj(?:usted)? ?r\b|\badjusted\b|\badj r/, ['adjustedRSquared']],
  [/\b(?:std|standard) err(?:or)?\b|\bse\b/, ['standardError']],
  [/\bpredict(?:ed|ion)\b/, ['prediction']],
  [/\bdegrees? (?:of )?freedom\b|\bdf\b|\bdof\b/, ['degreesOfFreedom']],
  [/\brmse\b|root mean/, ['rmse']],
  [/\bmse\b|mean squared error|mean square error/, ['mse']],
  [/\bmae\b|mean absolute/, ['mae']],
  [/\br ?2\b|\br ?squared?\b|\bdetermination\b|\brsquared\b|\br 2\b/, ['rSquared']],
  [/\bp ?val(?:ue)?s?\b|\bpval(?:ue)?\b|\bp\b/, ['pValue', 'coefficientP']],
  [/\bintercept\b/, ['intercept']],
  [/\bslope\b/, ['slope', 'coefficient']],
  [/\bstrongest\b|\bvariable\b.*\bcorrelat|\bmost correlated\b/, ['column']],
  [/\bcorr(?:elation)?s?\b|\bpearson\b|\bspearman\b|\bkendall\b|\btau\b|\brho\b|\br value\b|\br\b/, ['correlation']],
  [/\bcv\b|\bcoefficient of variation\b/, ['cv']],
  [/\bcoefs?\b|\bcoefficients?\b|\bbeta\b/, ['coefficient', 'correlation']],
  [/\bskew(?:ness)?\b/, ['skewness']],
  [/\bkurt(?:osis)?\b/, ['kurtosis']],
  [
    /\b(?:test )?statistic\b|\bshapiro w\b|\bw\b|\bt stat\b|\bf (?:stat|value|score)\b|\bchi ?2?\b|\bt value\b|\bu stat/,
    ['statistic'],
  ],
  [
    /\b(?:missing|null|nulls|nan|empty)\b.*\b(?:pct|percent(?:age)?|perc|share|ratio|rate|proportion|fraction)\b|\b(?:pct|percent(?:age)?|share|proportion|fraction)\b.*\b(?:missing|nulls?)\b/,
    ['missingShare'],
  ],
  [/\bempty\b.*\b(?:rows?|records?|lines?)\b/, ['emptyRows']],
  [/\b(?:complete|non missing)\b.*\b(?:rows?|records?|cases?)\b/, ['completeRows', 'count']],
  [/\bmissing\b|\bnulls?\b|\bnan\b/, ['missing', 'column', 'count']],
  [/\bduplicates?\b/, ['duplicates']],
  [/\bunique\b|\bdistinct\b/, ['distinct', 'count']],
  [/\bstd\b|\bsd\b|\bdeviation\b|\bstddev\b|\bstdev\b|\bdev\b/, ['std']],
  [/\bvariance\b|\bvar\b/, ['variance']],
  [/\bmedian\b/, ['median']],
  [/\bmode\b|\bmost (?:common|frequent)\b/, ['mode', 'entity']],
  [/\biqr\b|\binterquartile\b/, ['iqr']],
  [/\bq1\b|\bq3\b|\bp\d{1,2}\b|\bpercentile\b|\bquartile\b/, ['percentile']],
  [/\bdiff(?:erence)?\b/, ['change', 'range']],

  [new RegExp(PERCENT), ['share', 'mean', 'entityValue']],
  [/\bmean\b|\baverage\b|\bavg\b/, ['mean', 'entityValue', 'change']],
  [/\brange\b/, ['range']],
  [/\bmax(?:imum)?\b|\bhighest\b|\blargest\b/, ['max', 'entityValue', 'entity']],
  [/\bmin(?:imum)?\b|\blowest\b|\bsmallest\b/, ['min', 'entityValue', 'entity']],
  [/\bsum\b|\btotal\b/, ['sum', 'count', 'entityValue']],
  [/\bcount\b|\bnumber\b|\bnum\b|\bn\b|\brows\b/, ['count', 'distinct', 'missing', 'rows']],
];

/** What a slot asks for, the best guess first. The name decides; placeholders only where the name says nothing. */
export function quantitiesOf(slot: AnswerSlot): readonly Quantity[] {
  const name = nameWords(slot.name).join(' ');
  const inside = nameWords(slot.placeholders[0] ?? '').join(' ');
  const several = slot.placeholders.length > 1;
  const said = nameWords(slot.description.replace(/["“'][^"”'\n]{1,60}["”']/g, ' '))
    .join(' ')
    .replace(/\bnumbers?\b(?! of)/g, ' ');
  const texts = several ? [inside, name] : [name, inside, said];
  for (const text of texts) {
    const compound = COMPOUNDS.find(([words]) => words.every((word) => word.test(text)));
    if (compound) return compound[1];
    const hit = MEANINGS.filter(([pattern]) => pattern.test(text)).flatMap(([, quantities]) => quantities);
    if (hit.length > 0) return [...new Set(hit)];
  }
  return [];
}
