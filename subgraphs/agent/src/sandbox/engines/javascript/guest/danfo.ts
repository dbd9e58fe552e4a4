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
  readonly NDframe: new (...args: never[]) => { readonly ndim: number };
}

export interface GuestLibraries {
  readonly dfd: Danfo;
  readonly ss: object;
  readonly jStat: unknown;
  readonly nlp: unknown;
  readonly ml: object;
}

export function isFrame(value: unknown, { NDframe }: Danfo): value is DanfoFrame {
  return value instanceof NDframe && value.ndim === 2;
}

export function isSeries(value: unknown, { NDframe }: Danfo): value is DanfoSeries {
  return value instanceof NDframe && value.ndim === 1;
}

/** A frame as an array of plain objects. */
export function frameRecords(frame: DanfoFrame): Record<string, unknown>[] {
  const { columns, values } = frame;
  return values.map((row) => {
    const record: Record<string, unknown> = {};
    columns.forEach((column, index) => setOwn(record, column, row[index]));
    return record;
  });
}

/** Plain assignment, but for the one name that would set the prototype. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, configurable: true, enumerable: true });
  } else {
    target[key] = value;
  }
}
