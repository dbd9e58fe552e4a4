import { append, bare, bareList, isPrototypeOf, objectPrototype, setOwn } from './primordials.ts';

/** The part of danfojs that the runtime itself touches. */
export interface DanfoSeries {
  readonly values: readonly unknown[];
  readonly index: readonly (string | number)[];
  readonly columns: readonly string[];
  readonly dtypes: readonly string[];
}

export interface DanfoFrame {
  readonly values: readonly (readonly unknown[])[];
  readonly index: readonly (string | number)[];
  readonly columns: readonly string[];
  readonly dtypes: readonly string[];
}

interface NdframeOptions {
  readonly columns?: readonly string[];
  readonly index?: readonly (string | number)[];
  readonly dtypes?: readonly string[];
}

export interface Danfo {
  readonly DataFrame: new (rows: readonly (readonly unknown[])[], options?: NdframeOptions) => DanfoFrame;
  readonly Series: new (values: readonly unknown[], options?: NdframeOptions) => DanfoSeries;
  /** The class above both: what danfojs itself returns is often not of the two classes that it exports. */
  readonly NDframe: { readonly prototype: object };
}

export interface GuestLibraries {
  readonly dfd: Danfo;
  readonly ss: object;
  readonly jStat: unknown;
  readonly nlp: unknown;
  readonly ml: object;
}

/** The classes themselves: generated code may put others into the object that it sees. */
export function ownDanfo({ DataFrame, Series, NDframe }: Danfo): Danfo {
  return bare({ DataFrame, Series, NDframe: bare({ prototype: NDframe.prototype }) });
}

export function isFrame(value: object, danfo: Danfo): value is DanfoFrame {
  return isOfDimensions(value, 2, danfo);
}

export function isSeries(value: object, danfo: Danfo): value is DanfoSeries {
  return isOfDimensions(value, 1, danfo);
}

function isOfDimensions(value: object, dimensions: number, { NDframe }: Danfo): boolean {
  return isPrototypeOf(NDframe.prototype, value) && 'ndim' in value && value.ndim === dimensions;
}

/** A frame as a list of records; both inherit nothing. */
export function frameRecords({ columns, values }: DanfoFrame): Record<string, unknown>[] {
  const records = bareList<Record<string, unknown>>();
  for (let row = 0; row < values.length; row += 1) {
    const record: Record<string, unknown> = bare({});
    for (let column = 0; column < columns.length; column += 1) record[columns[column] ?? ''] = values[row]?.[column];
    append(records, record);
  }
  return records;
}

/** Plain assignment, but for names that mean something to what every object inherits. */
export function setPart(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key in objectPrototype) setOwn(target, key, value);
  else target[key] = value;
}
