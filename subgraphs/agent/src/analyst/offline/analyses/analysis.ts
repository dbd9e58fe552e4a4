import type { JsonValue } from '../../../sandbox/sandbox.ts';
import type { Catalog } from '../catalog.ts';
import type { Variant } from '../code/variant.ts';
import type { Reading } from '../parsing/reading.ts';
import type { AnalysisRequest, Condition, Statistic } from '../request.ts';

/** One way to answer: when it fits, what it asks of the data, the code, and what is said of the result. */
export interface Analysis {
  readonly name: string;
  /** Needs a test, a model or several steps: such questions go the thorough way. */
  readonly isTechnical: boolean;
  /** How well it fits the clause, 0 to 1; 0 when it cannot answer. The best fit is taken. */
  matches(reading: Reading): number;
  /** The request for the clause; undefined when a column it needs is not there. */
  plan(reading: Reading): RequestDraft | undefined;
  /** What is found out, as a noun phrase without the preparation: "the mean of `age`". */
  describe(request: AnalysisRequest): string;
  /** JavaScript for the sandbox; calls `result` once. */
  code(request: AnalysisRequest, context: CodeContext): string;
  /** What the result says. Throws ZodError when the result is not of the code's shape. */
  report(request: AnalysisRequest, result: JsonValue, context: ReportContext): Finding;
}

/** What an analysis decides; preparation and method are filled in by the parser. */
export type RequestDraft = Partial<
  Pick<
    AnalysisRequest,
    'measures' | 'statistics' | 'groups' | 'ranking' | 'groupSize' | 'assumptions' | 'preparation' | 'part' | 'model'
  >
> & {
  /** The conditions that narrow the rows, where not all that were said do. */
  readonly narrowing?: readonly Condition[];
};

export interface CodeContext {
  readonly catalog: Catalog;
  readonly variant: Variant;
}

export interface ReportContext {
  readonly catalog: Catalog;
}

export interface Finding {
  /** The answer in one sentence, with its number in bold. */
  readonly headline: string;
  /** Markdown blocks: tables and lists. */
  readonly body: readonly string[];
  /** How it was computed, by which convention. */
  readonly method?: string;
  readonly caveats: readonly string[];
  readonly facts: readonly Fact[];
}

/** A value that the result holds, with what it is: answers in a stated form are filled from these. */
export interface Fact {
  readonly quantity: Quantity;
  readonly value: FactValue;
  readonly columns: readonly string[];
  /** The group, row or place that the value is of. */
  readonly group?: string;
  /** The column that has the group as a value. */
  readonly by?: string;
  /** Place in an ordered list, from 1. */
  readonly position?: number;
  /** Set where the entity, or the value of it, is the first of an order. */
  readonly extreme?: 'highest' | 'lowest';
  /** The statistic that the value of an entity is. */
  readonly of?: Quantity;
  /** The test or the coefficient that gave the number: "Welch’s t-test", "spearman". */
  readonly test?: string;
}

export type FactValue = number | string | boolean | readonly (number | string)[];

export type Quantity =
  | Exclude<Statistic, 'quartiles' | `p${number}`>
  | 'rows'
  | 'percentile'
  | 'correlation'
  | 'pValue'
  | 'statistic'
  | 'isNormal'
  | 'isSignificant'
  | 'outlierCount'
  | 'outliersBelow'
  | 'outliersAbove'
  /** Rows with an outlier in any of several columns. */
  | 'affectedRows'
  | 'zScore'
  /** In percent of the rows. */
  | 'missingShare'
  | 'emptyRows'
  | 'completeRows'
  | 'outliers'
  | 'outlierRows'
  | 'outlierShare'
  | 'incompleteRows'
  | 'entity'
  | 'entityValue'
  | 'coefficient'
  | 'intercept'
  | 'coefficientP'
  | 'rSquared'
  | 'adjustedRSquared'
  | 'standardError'
  | 'degreesOfFreedom'
  | 'prediction'
  | 'significantColumns'
  | 'rmse'
  | 'mse'
  | 'mae'
  | 'slope'
  | 'change'
  | 'duplicates'
  | 'lowerBound'
  | 'upperBound'
  | 'column'
  | 'columnCount';
