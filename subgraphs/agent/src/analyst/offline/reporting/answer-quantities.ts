import type { Quantity } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import { nameWords, stem } from '../parsing/words.ts';

/** The words of a slot: its name's first, then those of its placeholders. */
export function slotWords(slot: AnswerSlot): string[] {
  return [slot.name, ...slot.placeholders].flatMap(nameWords).flatMap((word) => [word, stem(word)]);
}

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

  [
    /\bpercent(?:age)?\b|\bpct\b|\bperc\b|\bshare\b|\bproportion\b|\bratio\b|\brate\b/,
    ['share', 'mean', 'entityValue'],
  ],
  [/\bmean\b|\baverage\b|\bavg\b/, ['mean', 'entityValue', 'change']],
  [/\brange\b/, ['range']],
  [/\bmax(?:imum)?\b|\bhighest\b|\blargest\b/, ['max', 'entityValue', 'entity']],
  [/\bmin(?:imum)?\b|\blowest\b|\bsmallest\b/, ['min', 'entityValue', 'entity']],
  [/\bsum\b|\btotal\b/, ['sum', 'count', 'entityValue']],
  [/\bcount\b|\bnumber\b|\bnum\b|\bn\b|\brows\b/, ['count', 'distinct', 'missing', 'rows']],
];

/** What a slot asks for, the best guess first. The name decides; placeholders only where the name says nothing. */
export function quantitiesOf(slot: AnswerSlot, place = 0): readonly Quantity[] {
  const own = nameWords(slot.name).join(' ');
  const isCount = slot.isInteger || /\b(?:count|number|num|n)\b/i.test(slot.placeholders.join(' '));
  const name = /\boutliers?$/.test(own) && isCount ? `${own} count` : own;
  const inside = nameWords(slot.placeholders[place] ?? '').join(' ');
  const several = slot.placeholders.length > 1;
  const said = nameWords(slot.description).join(' ');
  const texts = several ? [inside, name] : [name, inside, said];
  for (const text of texts) {
    const hit = MEANINGS.filter(([pattern]) => pattern.test(text)).flatMap(([, quantities]) => quantities);
    if (hit.length > 0) return [...new Set(hit)];
  }
  return [];
}
