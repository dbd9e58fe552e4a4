/** What generated code may use, for whoever writes it: goes into a model's prompt as it is. */
export const javascriptGuide = `\
Plain JavaScript (ES2024) in an isolate. No import, require, files, network, process or DOM: everything is a global.
Top-level await works. Variables, functions and classes declared at the top level are there in the next piece of code and
may be declared again. Code that throws is reported with its line; the variables made before stay. Variables with a name of
the language or of what is described here (Map, df, sql, ...) are not kept for later questions.

Data
- sql(text, ...params): synchronous, DuckDB SQL over the table data, which is the whole dataset. Returns an array of plain
  objects. One reading statement a call (SELECT, WITH, FROM, PIVOT, UNPIVOT, SUMMARIZE, DESCRIBE; CREATE [OR REPLACE] TEMP
  TABLE/VIEW name AS for steps). Behind FROM stand tables, steps, range, generate_series, unnest, json_each, json_tree: no files,
  no other schema. No EXPLAIN, PRAGMA, SET, CALL or macros.
  Each dataset is also a table under a name of its own, which is told with the dataset. With several datasets, data is the
  first of them; join them in SQL: FROM data LEFT JOIN customers USING (customer_id). See first that the key is unique on
  one side, and put the number of rows without a partner into the result.
  Parameters are ? or $1 and are numbers, texts, booleans or null. Quote column names with double quotes.
  Types: integers are numbers (beyond 2^53 texts), DECIMAL and HUGEINT (sums of integers) numbers, DATE 'YYYY-MM-DD',
  TIMESTAMP 'YYYY-MM-DDTHH:MM:SS' (no zone), NULL and NaN null, lists arrays, structs objects. At most 2,000,000 values.
  Throws SqlError with DuckDB's message. Prefer sql for filters, groups and aggregates: it is exact and fast at any size.
- df: danfojs DataFrame of the table data, built on first use; a random sample of 100,000 rows when
  there are more (fewer rows when there are more than 20 columns).

Output
- print(...values) (console.log is the same): text; frames and arrays of rows print as tables (first 20 rows).
- result(value): the piece's machine-readable answer (JSON; the last call counts; 1 MiB). Numbers in the report are taken
  from result and print, so give them every figure that the answer needs.
- table(rows, title?): shows a table; rows are objects, or arrays whose first row is the header.
- chart(spec, title?): shows a chart; spec is Vega-Lite 6 with inline data ({ data: { values: rows } }), no URLs.
  Aggregate first: at most a few thousand rows. At most 10 charts and tables a piece.

Libraries (already loaded)
- dfd: danfojs (DataFrame, Series, merge, concat, getDummies, LabelEncoder, StandardScaler, tensorflow, ...). It has no
  files: no readCSV. groupby(['a']).agg({ b: 'mean' }) names its column b_mean.
- ss: simple-statistics (mean, median, sampleStandardDeviation, quantile, sampleCorrelation, linearRegression, tTest, ...).
- jStat: distributions and tests (jStat.studentt.cdf, jStat.ttest, jStat.anovaftest, jStat.chisquare.cdf, ...).
- ml: SimpleLinearRegression, MultivariateLinearRegression, PolynomialRegression, RandomForestRegression,
  RandomForestClassifier, DecisionTreeClassifier, DecisionTreeRegression, kmeans, PCA, KNN (ml.js; matrices are arrays of
  arrays).
- nlp: compromise (English text: nlp(text).people().out('array'), ...).
Math.random is seeded: the same code gives the same numbers.

Examples
// 1. A figure by group, as a table and a chart
const byRegion = sql('SELECT region, avg(price) AS mean_price, count(*) AS n FROM data GROUP BY region ORDER BY 2 DESC');
table(byRegion, 'Mean price by region');
chart({ data: { values: byRegion }, mark: 'bar', encoding: { x: { field: 'region', type: 'nominal', sort: '-y' },
  y: { field: 'mean_price', type: 'quantitative' } } }, 'Mean price by region');
result(byRegion);
// 2. A regression
const rows = sql('SELECT area, price FROM data WHERE area IS NOT NULL AND price IS NOT NULL');
const model = new ml.SimpleLinearRegression(rows.map((r) => r.area), rows.map((r) => r.price));
result({ slope: model.slope, intercept: model.intercept,
  r2: model.score(rows.map((r) => r.area), rows.map((r) => r.price)).r2, n: rows.length });
// 3. Comparing two groups (Welch)
const of = (g) => sql('SELECT price FROM data WHERE kind = ? AND price IS NOT NULL', g).map((r) => r.price);
const [a, b] = [of('new'), of('used')];
const [va, vb] = [ss.sampleVariance(a) / a.length, ss.sampleVariance(b) / b.length];
const t = (ss.mean(a) - ss.mean(b)) / Math.sqrt(va + vb);
const dof = (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1));
result({ t, dof, p: 2 * (1 - jStat.studentt.cdf(Math.abs(t), dof)) });
`;
