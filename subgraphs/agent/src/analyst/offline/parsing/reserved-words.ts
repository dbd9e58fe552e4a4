import { stem } from './words.ts';

/** Words of analysis: they say what to compute, so alone they never name a column unless the column is called just so. */
const RESERVED = new Set(
  `mean average avg median middle sum total count number amount minimum maximum min max lowest highest coloured colored color colour smallest largest fewest forecast projection
  biggest greatest least most top bottom best worst standard deviation std stdev sd variance var percentile quartile
  quantile percentage percent share proportion fraction ratio distinct unique duplicate duplicated missing null empty
  blank nan na distribution distributed histogram skew skewness skewed kurtosis normal normality normally correlation
  correlate correlated correlates relationship related association trend change growth regression predict prediction
  model linear coefficient outlier outliers anomaly anomalies test significance significant difference differ compare
  comparison group grouped category chart plot graph bar scatter box line heat map describe description summary
  summarize summarise overview statistics statistic quality data analysis analyze analyse perform explore investigate
  examine identify detect range mode frequent frequency common interquartile iqr rank ranked ranking sort sorted order
  ordered first last list display print newest oldest highest lower higher greater fewer above below equal equals
  squared square root error train training testing set score-value p-value alpha level hypothesis null-hypothesis
  whether follow follows adhere adheres exhibit create new generate calculate remove removing removed drop handle
  handling fill imputing imputation impute replace preprocessing preprocess comprehensive method engineering evaluate
  performance report rounded round decimal places positive negative strength direction strong strongest weak two-tailed
  pearson spearman kendall shapiro wilk anova welch mann whitney chi wald following result results respectively
  multiplying adding subtracting dividing summing impact effect affect influence depend depends vary varies
  divide divided multiply multiplied times minus plus normalise normalize normalised normalized standardise standardize standardised standardized scaled log transform transformed transformation missing-value called named provide include included improve improved improving worsen worsened rise rising fall falling grow growing differently contribute contributes account accounts observation observations entry entries occurrence occurrences available
  highest-ranking combination individual individuals separately come comes came contribution corresponding associated overall entire whole`
    .split(/\s+/)
    .flatMap((word) => [word, stem(word)]),
);

export function isReservedWord(lower: string): boolean {
  return RESERVED.has(lower) || RESERVED.has(stem(lower));
}
