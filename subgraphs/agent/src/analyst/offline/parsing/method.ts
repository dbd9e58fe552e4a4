import type { Method, OutlierRule } from '../request.ts';

/** What the whole text says of the way to compute: it holds for every part of the question. */
export function readMethod(text: string): Method {
  const population = readsPopulation(text);
  const testShare = readTestShare(text);
  const trainRows = readTrainRows(text);
  const bins = /\b(\d{1,3})[ -]bins?\b/i.exec(text)?.[1];
  return {
    outliers: readOutlierRule(text, population),
    population,
    alpha: readAlpha(text),
    correlation: /\bspearman/i.test(text) ? 'spearman' : /\bkendall/i.test(text) ? 'kendall' : 'pearson',
    normality: readNormality(text),
    comparison: readComparison(text),
    biasedMoments:
      /\bscipy\b.{0,60}\b(?:skew|kurt)|\b(?:skew|kurt)\w*\b.{0,60}\bscipy\b|\bbiased\b/is.test(text) &&
      !/\bunbiased\b|bias ?= ?false/i.test(text),
    ...(testShare !== undefined && { testShare }),
    split: isOrdered(text) || trainRows !== undefined ? 'ordered' : 'shuffled',
    ...(trainRows !== undefined && { trainRows }),
    continuity:
      !/\bwithout (?:the )?(?:yates\S*|continuity)|\bno (?:yates|continuity)|\bcorrection ?= ?false|\buncorrected\b/i.test(
        text,
      ),
    seed: Number(/\b(?:random[_ ]?(?:state|seed)|seed)\b\D{0,12}(\d{1,9})/i.exec(text)?.[1] ?? 42),
    ...(bins !== undefined && { bins: Number(bins) }),
    wantsChart: /\b(?:chart|plot|graph|histogram|visuali[sz]e|draw|diagram)\b/i.test(text),
  };
}

/** "population standard deviation", "ddof=0", numpy's std: divides by n. */
function readsPopulation(text: string): boolean {
  if (/\bddof ?= ?1\b|\bsample (?:standard deviation|variance|std)\b/i.test(text) && !/not (?:the )?sample/i.test(text))
    return false;
  return /\bpopulation (?:standard deviation|variance|std|sd)\b|\bddof ?= ?0\b|\b(?:np|numpy)\.std\b/i.test(text);
}

function readOutlierRule(text: string, population: boolean): OutlierRule {
  const zscore =
    /\bz[- ]?scores?\b|\bstandard deviations? (?:from|away|of) the mean\b|\b\d(?:\.\d+)? (?:standard deviations|sigmas?)\b/i.test(
      text,
    );
  if (zscore && !/\b(?:iqr|interquartile)\b/i.test(text)) {
    const threshold =
      /\bz[- ]?scores?\b(?:(?!\b(?:p-value|alpha)\b)[^.]){0,60}?\b(?:greater|more|larger|above|over|exceed\w*|higher|beyond|>)\D{0,25}(\d+(?:\.\d+)?)/i.exec(
        text,
      )?.[1] ??
      /\bthreshold\b\D{0,25}(\d+(?:\.\d+)?)/i.exec(text)?.[1] ??
      /(\d+(?:\.\d+)?) (?:standard deviations|sigmas?|std)/i.exec(text)?.[1] ??
      /\bz[- ]?scores?\b[^.]{0,60}?(\d+(?:\.\d+)?)/i.exec(text)?.[1];
    return { method: 'zscore', threshold: Number(threshold ?? 3), population: population || !/\bsample\b/i.test(text) };
  }
  const multiplier =
    /(\d+(?:\.\d+)?)\s*(?:\*|x|×|times)?\s*(?:the\s+)?(?:iqr|interquartile)/i.exec(text)?.[1] ??
    /\b(?:threshold|multiplier|factor)\b\D{0,20}(\d+(?:\.\d+)?)/i.exec(text)?.[1];
  return { method: 'iqr', threshold: Number(multiplier ?? 1.5), population };
}

function readAlpha(text: string): number {
  const said =
    /\b(?:alpha|significance level)\b\D{0,20}(0?\.\d+)/i.exec(text)?.[1] ??
    /\bp[- ]?value\b\D{0,40}(0?\.\d+)/i.exec(text)?.[1];
  const level = /\b(\d{1,2}(?:\.\d+)?) ?% (?:significance|level)/i.exec(text)?.[1];
  const alpha = said === undefined ? Number(level ?? 5) / 100 : Number(said);
  return alpha > 0 && alpha < 1 ? alpha : 0.05;
}

function readNormality(text: string): Method['normality'] {
  if (/\bshapiro/i.test(text)) return 'shapiro';
  if (/\bnormaltest\b|d['’]?agostino/i.test(text)) return 'dagostino';
  if (/\bjarque/i.test(text)) return 'jarque-bera';
  if (/\bkolmogorov|\bks[- ]test/i.test(text)) return 'kolmogorov-smirnov';
  return 'auto';
}

function readComparison(text: string): Method['comparison'] {
  if (/\bmann|\bu[- ]test\b|\bwilcoxon/i.test(text)) return 'mann-whitney';
  if (/\bpaired\b|\bttest_rel\b|\bdependent[- ]samples? t/i.test(text)) return 'paired';
  if (/\bkruskal/i.test(text)) return 'kruskal';
  if (/\banova\b|analysis of variance/i.test(text)) return 'anova';
  if (/\bwelch|\bunequal variances?|\bequal_var ?= ?false/i.test(text)) return 'welch';
  if (/\bstudent|equal[- ]variances?|ttest_ind\b|independent (?:samples? )?t[- ]?test/i.test(text)) return 'student';
  return 'auto';
}

/** "the first 300 rows are the training set". */
function readTrainRows(text: string): number | undefined {
  const said =
    /\bfirst (\d[\d,]*) (?:rows|records|observations|samples|data points)\b[^.]{0,60}\btrain/i.exec(text) ??
    /\btrain\w*\b[^.]{0,60}\bfirst (\d[\d,]*) (?:rows|records|observations|samples|data points)\b/i.exec(text);
  return said?.[1] === undefined ? undefined : Number(said[1].replaceAll(',', ''));
}

/** "the first 80 % train the model", "without shuffling". */
function isOrdered(text: string): boolean {
  return /\bwithout (?:any )?shuffl|\bno shuffl|\b(?:do|does|is|are) not shuffle|\bnot shuffled\b|\bshuffle ?= ?false|\b(?:original|chronological|given|file|row) order\b|\bfirst \d+(?:\.\d+)? ?%[^.]{0,60}\btrain|\btrain\w*\b[^.]{0,50}\bfirst \d+(?:\.\d+)? ?%/i.test(
    text,
  );
}

function readTestShare(text: string): number | undefined {
  const ratio = /\b(\d{1,2}) ?[:/] ?(\d{1,2})\b/.exec(text);
  const isSplit =
    /\b(?:split|train(?:ing)?|test(?:ing)? (?:set|data)|hold ?out)\b/i.test(text) &&
    /\b(?:regress|model|predict|train)/i.test(text);
  if (!isSplit || !/\b(?:split|test|testing|rest|remaining|hold)\b/i.test(text)) return undefined;
  if (ratio) return Number(ratio[2]) / (Number(ratio[1]) + Number(ratio[2]));
  const test =
    /(\d{1,2}(?:\.\d+)?) ?%[^.%]{0,30}\btest/i.exec(text) ?? /\btest(?:ing)?\b[^.%]{0,20}?(\d{1,2}) ?%/i.exec(text);
  const train = /(\d{1,2}(?:\.\d+)?) ?%[^.%]{0,45}\btrain/i.exec(text);
  const size = /\btest_size ?= ?(0?\.\d+)/i.exec(text)?.[1];
  if (size !== undefined) return Number(size);
  if (train) return (100 - Number(train[1])) / 100;
  if (test) return Number(test[1]) / 100;
  return /\btrain[- _]?test|test(?:ing)? (?:set|data)|hold ?out/i.test(text) ? 0.2 : undefined;
}
