import { frameRecords, isFrame, isSeries, setOwn, type Danfo } from './danfo.ts';

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

export interface PlainLimits {
  readonly maxDepth: number;
  readonly maxNodes: number;
}

export interface PlainOutcome {
  readonly value: Plain;
  /** What was replaced by null, in words. */
  readonly cuts: readonly string[];
}

/**
 * A copy of any value that JSON can carry. NaN, infinities, functions and symbols become null; frames become rows,
 * maps objects, sets and typed arrays arrays, dates ISO strings, integers beyond 2^53 strings.
 * @throws RangeError when the value has more parts than `maxNodes`.
 */
export function toPlain(value: unknown, dfd: Danfo, limits: PlainLimits): PlainOutcome {
  const cuts = new Set<string>();
  const ancestors = new Set<object>();
  let nodes = 0;

  const copy = (item: unknown, depth: number): Plain => {
    nodes += 1;
    if (nodes > limits.maxNodes) throw new RangeError('The value is too large: summarise it or take the first rows');
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        return Number.isFinite(item) ? item : null;
      case 'bigint':
        return Number.isSafeInteger(Number(item)) ? Number(item) : String(item);
      case 'object':
        return item === null ? null : copyObject(item, depth);
      default:
        return null;
    }
  };

  const copyObject = (item: object, depth: number): Plain => {
    if (ancestors.has(item)) {
      cuts.add('a reference of a value to itself was replaced by null');
      return null;
    }
    if (depth > limits.maxDepth) {
      cuts.add(`what was nested deeper than ${limits.maxDepth} levels was replaced by null`);
      return null;
    }
    ancestors.add(item);
    try {
      return copyParts(unwrap(item, dfd), depth);
    } finally {
      ancestors.delete(item);
    }
  };

  const copyParts = (item: unknown, depth: number): Plain => {
    if (typeof item !== 'object' || item === null) return copy(item, depth);
    if (Array.isArray(item)) return Array.from(item, (part: unknown) => copy(part, depth + 1));
    const record: { [key: string]: Plain } = {};
    for (const key of Object.keys(item)) {
      const part: unknown = Reflect.get(item, key);
      if (typeof part !== 'function' && part !== undefined) setOwn(record, key, copy(part, depth + 1));
    }
    return record;
  };

  return { value: copy(value, 1), cuts: [...cuts] };
}

/** Objects that stand for other data. */
function unwrap(item: object, dfd: Danfo): unknown {
  if (Array.isArray(item)) return item;
  if (isFrame(item, dfd)) return frameRecords(item);
  if (isSeries(item, dfd)) return item.values;
  if (item instanceof Date) return Number.isNaN(item.getTime()) ? null : item.toISOString();
  if (item instanceof Map) return Object.fromEntries([...item].map(([key, part]) => [String(key), part as unknown]));
  if (item instanceof Set) return [...item];
  if (ArrayBuffer.isView(item)) return item instanceof DataView ? null : Array.from(item as Float64Array);
  if (item instanceof Error) return { name: item.name, message: item.message };
  if (item instanceof Number || item instanceof String || item instanceof Boolean) return item.valueOf();
  return convertBySelf(item);
}

/** Matrices of ml.js and tensors know how to become arrays. */
function convertBySelf(item: object): unknown {
  for (const method of ['to2DArray', 'arraySync', 'toJSON']) {
    const convert: unknown = Reflect.get(item, method);
    if (typeof convert !== 'function') continue;
    const converted: unknown = Reflect.apply(convert, item, []);
    if (converted !== item) return converted;
  }
  return item;
}
