/** What the offline analyst answers, in the words of those who ask. */
export const CAPABILITIES: readonly string[] = [
  'describe the dataset and its quality: missing values, duplicates, outliers',
  'count, sum, mean, median, minimum, maximum, standard deviation, percentiles: of all rows, of some, or by group',
  'shares of the rows or of a sum; quarters, months and years, and the change between them',
  'rank: the top or bottom groups or rows',
  'distributions with a histogram and a normality test; correlations; trends over time',
  'compare groups with a test (t-test, Mann-Whitney, ANOVA, chi-square) and fit a linear regression',
  'compute new columns from others (price × quantity) and clean first (fill or drop missing values, remove outliers)',
];
