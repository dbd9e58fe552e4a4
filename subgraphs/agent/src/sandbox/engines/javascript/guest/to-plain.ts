import { frameRecords, isFrame, isSeries, type Danfo } from './danfo.ts';
import {
  addToSet,
  append,
  apply,
  bare,
  bareList,
  dateIsoText,
  dateTime,
  deleteFromSet,
  eachOfMap,
  eachOfSet,
  get,
  getPrototypeOf,
  isArray,
  isFiniteNumber,
  isInSet,
  isNotNumber,
  isPrototypeOf,
  isSafeInteger,
  isView,
  keysOf,
  objectPrototype,
  prototypes,
  RangeError,
  Set,
  toNumber,
  toText,
  typedArrayLength,
  typedArrayName,
  valueOfBoolean,
  valueOfNumber,
  valueOfText,
} from './primordials.ts';

/** Its arrays and objects inherit nothing: JSON writes them as they are. */
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

const cycleCut = 'a reference of a value to itself was replaced by null';

/**
 * A copy of any value that JSON can carry. NaN, infinities, functions and symbols become null; frames become rows,
 * maps objects, sets and typed arrays arrays, dates ISO strings, integers beyond 2^53 strings.
 * @throws RangeError when the value has more parts than `maxNodes`.
 */
export function toPlain(value: unknown, dfd: Danfo, limits: PlainLimits): PlainOutcome {
  const ancestors = new Set<object>();
  let nodes = 0;
  const found = { cycle: false, depth: false };

  const copy = (item: unknown, depth: number): Plain => {
    nodes += 1;
    if (nodes > limits.maxNodes) throw new RangeError('The value is too large: summarise it or take the first rows');
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        return isFiniteNumber(item) ? item : null;
      case 'bigint':
        return isSafeInteger(toNumber(item)) ? toNumber(item) : toText(item);
      case 'object':
        return item === null ? null : copyObject(item, depth);
      default:
        return null;
    }
  };

  const copyObject = (item: object, depth: number): Plain => {
    if (isInSet(ancestors, item)) {
      found.cycle = true;
      return null;
    }
    if (depth > limits.maxDepth) {
      found.depth = true;
      return null;
    }
    addToSet(ancestors, item);
    try {
      return copyParts(unwrap(item, dfd), depth);
    } finally {
      deleteFromSet(ancestors, item);
    }
  };

  const copyParts = (item: unknown, depth: number): Plain => {
    if (typeof item !== 'object' || item === null) return copy(item, depth);
    if (isArray(item)) return copyItems(item, depth);
    const record: { [key: string]: Plain } = bare({});
    const keys = keysOf(item);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      const part: unknown = get(item, key);
      if (typeof part !== 'function' && part !== undefined) record[key] = copy(part, depth + 1);
    }
    return record;
  };

  const copyItems = (items: readonly unknown[], depth: number): Plain[] => {
    const list = bareList<Plain>();
    for (let index = 0; index < items.length; index += 1) list[index] = copy(items[index], depth + 1);
    return list;
  };

  const plain = copy(value, 1);
  const cuts = bareList<string>();
  if (found.cycle) append(cuts, cycleCut);
  if (found.depth) append(cuts, `what was nested deeper than ${limits.maxDepth} levels was replaced by null`);
  return { value: plain, cuts };
}

/** Objects that stand for other data. */
function unwrap(item: object, dfd: Danfo): unknown {
  if (isArray(item)) return item;
  const prototype = getPrototypeOf(item);
  if (prototype === objectPrototype || prototype === null) return convertBySelf(item);
  if (isFrame(item, dfd)) return frameRecords(item);
  if (isSeries(item, dfd)) return item.values;
  if (isPrototypeOf(prototypes.date, item)) return isoText(item as Date);
  if (isPrototypeOf(prototypes.map, item)) return mapRecord(item as Map<unknown, unknown>);
  if (isPrototypeOf(prototypes.set, item)) return setItems(item as Set<unknown>);
  if (isView(item)) return typedArrayName(item) === undefined ? null : typedItems(item);
  if (isPrototypeOf(prototypes.error, item)) return errorRecord(item as Error);
  if (isPrototypeOf(prototypes.number, item)) return valueOfNumber(item);
  if (isPrototypeOf(prototypes.text, item)) return valueOfText(item);
  if (isPrototypeOf(prototypes.boolean, item)) return valueOfBoolean(item);
  return convertBySelf(item);
}

function isoText(date: Date): string | null {
  return isNotNumber(dateTime(date)) ? null : dateIsoText(date);
}

function errorRecord({ name, message }: Error): Record<string, unknown> {
  return bare({ name, message });
}

function mapRecord(map: Map<unknown, unknown>): Record<string, unknown> {
  const record: Record<string, unknown> = bare({});
  eachOfMap(map, (part, key) => (record[toText(key)] = part));
  return record;
}

function setItems(set: Set<unknown>): unknown[] {
  const items = bareList<unknown>();
  eachOfSet(set, (item) => append(items, item));
  return items;
}

function typedItems(array: object): unknown[] {
  const items = bareList<unknown>();
  const length = typedArrayLength(array);
  for (let index = 0; index < length; index += 1) append(items, get(array, index));
  return items;
}

const conversions = ['to2DArray', 'arraySync', 'toJSON'] as const;

/** Matrices of ml.js and tensors know how to become arrays. What every object has by now is nobody's own way. */
function convertBySelf(item: object): unknown {
  for (let index = 0; index < conversions.length; index += 1) {
    const name = conversions[index] ?? '';
    const convert: unknown = get(item, name);
    if (typeof convert !== 'function' || convert === get(objectPrototype, name)) continue;
    const converted: unknown = apply(convert, item, []);
    if (converted !== item) return converted;
  }
  return item;
}
