import type { ColumnType } from '../../dataset/dataset.ts';

/** What a question asks, as plain data. Everything that code and reports need is in here; nothing is parsed again. */
export interface AnalysisRequest {
  /** The name of an analysis in the registry. */
  readonly analysis: string;
  readonly measures: readonly string[];
  readonly statistics: readonly Statistic[];
  readonly groups: readonly Grouping[];
  readonly preparation: readonly PreparationStep[];
  /** What is measured against the rest: the rows that a share counts. */
  readonly part?: Condition;
  readonly ranking?: Ranking;
  /** Keep only groups with so many rows. */
  readonly groupSize?: { readonly operator: Comparison; readonly value: number };
  readonly method: Method;
  readonly model?: Model;
  /** Says when the preparation was taken in, for questions that ask "before and after". */
  readonly phase?: 'before' | 'after';
  /** What was said and not applied, as sentences: they come before the answer. */
  readonly ignored: readonly string[];
  /** What was assumed in reading the question, as sentences. */
  readonly assumptions: readonly string[];
}

export type Statistic =
  | 'count'
  | 'missing'
  | 'distinct'
  | 'sum'
  | 'mean'
  | 'median'
  | 'min'
  | 'max'
  | 'range'
  | 'std'
  | 'variance'
  | 'cv'
  | 'mode'
  | 'share'
  | 'skewness'
  | 'kurtosis'
  | 'iqr'
  | 'quartiles'
  | `p${number}`;

export interface Grouping {
  readonly column: string;
  readonly bucket?: DateBucket;
  /** The values that are compared, in the order that the question gives. */
  readonly levels?: readonly Value[];
}

export type DateBucket =
  | 'year'
  | 'half'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'hourOfDay'
  | 'weekday'
  /** Monday to Friday against Saturday and Sunday. */
  | 'weekend'
  | 'monthOfYear'
  | 'quarterOfYear'
  | 'halfOfYear';

export interface Ranking {
  readonly direction: 'highest' | 'lowest';
  readonly limit: number;
  /** What is ranked: a column of groups, or whole rows. */
  readonly entity?: string;
  /** Ranked by the number of rows, not by the measure. */
  readonly byRows?: boolean;
}

export type Comparison = '=' | '!=' | '>' | '>=' | '<' | '<=';
export type Value = string | number | boolean;

export type Condition =
  | { readonly kind: 'compare'; readonly column: string; readonly operator: Comparison; readonly value: Value }
  | {
      readonly kind: 'relative';
      readonly column: string;
      readonly operator: Comparison;
      readonly statistic: 'mean' | 'median' | 'min' | 'max';
    }
  | { readonly kind: 'between'; readonly column: string; readonly low: Value; readonly high: Value }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly Value[]; readonly negated: boolean }
  | {
      readonly kind: 'text';
      readonly column: string;
      readonly match: 'startsWith' | 'endsWith' | 'contains';
      readonly value: string;
      readonly negated: boolean;
    }
  | { readonly kind: 'missing'; readonly column: string; readonly negated: boolean }
  | {
      readonly kind: 'datePart';
      readonly column: string;
      readonly part: DatePart;
      readonly operator: Comparison;
      readonly value: number;
    }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] };

/** `half` is 1 or 2, `quarter` 1 to 4, `month` 1 to 12. */
export type DatePart = 'year' | 'half' | 'quarter' | 'month';

export type Operand = { readonly column: string } | { readonly constant: number };

export type Expression =
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly operands: readonly Operand[];
      readonly zeroInfinite?: boolean;
    }
  | { readonly kind: 'formula'; readonly formula: Formula; readonly orderBy?: string; readonly zeroInfinite?: boolean }
  | { readonly kind: 'percentChange' | 'difference'; readonly column: string; readonly orderBy?: string }
  | {
      readonly kind: 'window';
      readonly column: string;
      readonly function: WindowFunction;
      /** How many rows a window holds, the own one included. */
      readonly rows: number;
      readonly orderBy?: string;
    }
  /** `weekend` on Saturdays and Sundays, else `weekday`. */
  | { readonly kind: 'datePart'; readonly column: string; readonly part: 'year' | 'month' | 'day' | 'hour' | 'weekday' }
  | { readonly kind: 'dayPeriod'; readonly column: string; readonly periods: readonly DayPeriod[] }
  | { readonly kind: 'bins'; readonly column: string; readonly bins: readonly Bin[] }
  | { readonly kind: 'transform'; readonly column: string; readonly function: Transform };

/** A formula over one row as a tree; in double precision, null where a part of it is null or not defined. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly column: string }
  /** The column's value in the row before. */
  | { readonly kind: 'previous'; readonly column: string }
  | { readonly kind: 'negate'; readonly of: Formula }
  | {
      readonly kind: 'binary';
      readonly operator: FormulaOperator;
      readonly left: Formula;
      readonly right: Formula;
    }
  | { readonly kind: 'call'; readonly function: FormulaFunction; readonly of: Formula }
  /** Whole days from one date to another. */
  | { readonly kind: 'days'; readonly from: Moment; readonly to: Moment };

export type FormulaOperator = '+' | '-' | '*' | '/' | '^';
export type FormulaFunction = 'log' | 'log10' | 'log2' | 'log1p' | 'exp' | 'sqrt' | 'square' | 'absolute';
/** A date of the row, or a fixed one as `YYYY-MM-DD`. */
export type Moment = { readonly column: string } | { readonly date: string };
export type WindowFunction = 'rollingMean' | 'rollingSum' | 'cumulativeSum';

/** Values from one bound up to another, which is not included; a bound that is absent is none. */
export interface Bin {
  readonly label: string;
  readonly from?: number;
  readonly below?: number;
}

export interface DayPeriod {
  readonly label: string;
  readonly fromHour: number;
  /** Included. */
  readonly toHour: number;
}

export type Transform =
  'log' | 'log10' | 'log2' | 'log1p' | 'sqrt' | 'square' | 'absolute' | 'minmax' | 'zscore' | 'number';

export type PreparationStep =
  | { readonly kind: 'filter'; readonly condition: Condition }
  | { readonly kind: 'derive'; readonly name: string; readonly type: ColumnType; readonly expression: Expression }
  /** `divisor` says in which unit the number is wanted: 1000000 for millions. */
  | { readonly kind: 'replace'; readonly column: string; readonly transform: Transform; readonly divisor?: number }
  /** Rows that lack any of the columns, or of all columns where none is named; with `onlyEmpty`, rows that hold nothing. */
  | { readonly kind: 'dropMissing'; readonly columns: readonly string[]; readonly onlyEmpty?: true }
  | {
      readonly kind: 'fillMissing';
      readonly column: string;
      readonly strategy: FillStrategy;
      readonly value?: Value;
      /** The mean, median or mode is that of the rows with the same value here. */
      readonly within?: string;
    }
  /** The value is a code for a missing one. */
  | { readonly kind: 'markMissing'; readonly column: string; readonly value: Value }
  | { readonly kind: 'trim'; readonly column: string }
  | { readonly kind: 'dropDuplicates' }
  | {
      /** Rows with an outlier in any of the columns; the bounds are those of the rows before any is left out. */
      readonly kind: 'removeOutliers';
      readonly columns: readonly string[];
      readonly rule: OutlierRule;
      /** The column of groups that each have bounds of their own. */
      readonly within?: string;
    };

export type FillStrategy = 'mean' | 'median' | 'mode' | 'previous' | 'next' | 'linear' | 'value';

export interface OutlierRule {
  readonly method: 'iqr' | 'zscore';
  /** Times the interquartile range, or standard deviations. */
  readonly threshold: number;
  /** z-scores by the population's standard deviation (ddof 0) rather than the sample's. */
  readonly population: boolean;
}

/** What a regression is besides a straight line through its predictors. */
export interface Model {
  /** Powers of the one predictor, up to this one. */
  readonly degree?: number;
  /** Values of the one predictor to predict for. */
  readonly at?: readonly number[];
}

/** How it is to be computed, where the question says so; every field has a default in `method.ts`. */
export interface Method {
  readonly outliers: OutlierRule;
  readonly population: boolean;
  readonly alpha: number;
  readonly correlation: 'pearson' | 'spearman' | 'kendall';
  readonly normality: 'shapiro' | 'dagostino' | 'jarque-bera' | 'kolmogorov-smirnov' | 'auto';
  readonly comparison: 'welch' | 'student' | 'paired' | 'mann-whitney' | 'anova' | 'kruskal' | 'auto';
  /** Biased (population) moments, as scipy's defaults; pandas' and ours are adjusted for the sample. */
  readonly biasedMoments: boolean;
  /** Share of the rows kept for testing a model; absent means that all rows train it. */
  readonly testShare?: number;
  readonly seed: number;
  /** The training rows are the first ones, not shuffled: so many, where their number is said. */
  readonly split: 'shuffled' | 'ordered';
  readonly trainRows?: number;
  /** Whether a chi-square of two by two is corrected for continuity (Yates). */
  readonly continuity: boolean;
  readonly bins?: number;
  readonly wantsChart: boolean;
}
