import { isFrame, isSeries, setPart, type Danfo, type DanfoFrame, type DanfoSeries } from './danfo.ts';
import {
  addToSet,
  append,
  bare,
  bareList,
  construct,
  Date,
  dateTime,
  deleteFromSet,
  eachOfMap,
  eachOfSet,
  get,
  getPrototypeOf,
  isArray,
  isFiniteNumber,
  isInSet,
  isPrototypeOf,
  isSame,
  keysOf,
  Map,
  objectPrototype,
  prototypes,
  RangeError,
  Set,
  setInMap,
  sizeOfSet,
  toBigInt,
  toNumber,
  toText,
  TypeError,
  typedArrayLength,
  typedArrayName,
} from './primordials.ts';

/**
 * Values as JSON that comes back as what it was. What JSON has no word for is an object with the single tag `$`; an
 * object of the guest that has a key `$` itself is wrapped, so that nothing passes for a tag.
 */
export type Encoded = null | boolean | number | string | Encoded[] | EncodedObject;
type EncodedObject = { [key: string]: Encoded };

const typedArrays: Readonly<Record<string, new (length: number) => object>> = bare({
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
});

const deepest = 200;
const maxParts = 3_000_000;

/** @throws TypeError or RangeError with the reason when a value, or a part of it, is not data that can be kept. */
export function encodeVariable(value: unknown, dfd: Danfo): Encoded {
  const ancestors = new Set<object>();
  let parts = 0;

  const encode = (item: unknown): Encoded => {
    parts += 1;
    if (parts > maxParts) throw new RangeError('it has too many parts');
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        return isFiniteNumber(item) && !isSame(item, -0) ? item : tagged('number', numberName(item));
      case 'bigint':
        return tagged('bigint', toText(item));
      case 'undefined':
        return bare({ $: 'undefined' });
      case 'object':
        return item === null ? null : encodeObject(item);
      case 'function':
        throw new TypeError('functions are not kept');
      default:
        throw new TypeError('symbols are not kept');
    }
  };

  const encodeObject = (item: object): Encoded => {
    if (isInSet(ancestors, item)) throw new TypeError('it refers to itself');
    if (sizeOfSet(ancestors) > deepest) throw new TypeError('it is nested too deep');
    addToSet(ancestors, item);
    try {
      return encodeParts(item);
    } finally {
      deleteFromSet(ancestors, item);
    }
  };

  const encodeParts = (item: object): Encoded => {
    if (isArray(item)) return encodeItems(item, item.length);
    const prototype = getPrototypeOf(item);
    if (prototype === objectPrototype || prototype === null) return encodeRecord(item);
    if (isPrototypeOf(prototypes.date, item)) return tagged('date', encode(dateTime(item as Date)));
    if (isPrototypeOf(prototypes.map, item)) return tagged('map', encodeMap(item as Map<unknown, unknown>));
    if (isPrototypeOf(prototypes.set, item)) return tagged('set', encodeSet(item as Set<unknown>));
    if (isFrame(item, dfd)) return encodeNdframe('frame', item);
    if (isSeries(item, dfd)) return encodeNdframe('series', item);
    const typed = typedArrayName(item);
    if (typed !== undefined && typed in typedArrays) return tagged(typed, encodeItems(item, typedArrayLength(item)));
    throw new TypeError(`instances of ${className(prototype)} are not kept`);
  };

  const encodeItems = (items: object, length: number): Encoded[] => {
    const list = bareList<Encoded>();
    for (let index = 0; index < length; index += 1) append(list, encode(get(items, index)));
    return list;
  };

  const encodeMap = (map: Map<unknown, unknown>): Encoded[] => {
    const pairs = bareList<Encoded>();
    eachOfMap(map, (part, key) => {
      const pair = bareList<Encoded>();
      append(pair, encode(key));
      append(pair, encode(part));
      append(pairs, pair);
    });
    return pairs;
  };

  const encodeSet = (set: Set<unknown>): Encoded[] => {
    const list = bareList<Encoded>();
    eachOfSet(set, (part) => append(list, encode(part)));
    return list;
  };

  const encodeNdframe = (kind: string, { values, columns, index, dtypes }: DanfoFrame | DanfoSeries): Encoded => {
    const encoded = tagged(kind, encode(values));
    encoded['columns'] = encode(columns);
    encoded['index'] = encode(index);
    encoded['dtypes'] = encode(dtypes);
    return encoded;
  };

  const encodeRecord = (item: object): Encoded => {
    const record: EncodedObject = bare({});
    const keys = keysOf(item);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] ?? '';
      record[key] = encode(get(item, key));
    }
    return '$' in record ? tagged('object', record) : record;
  };

  return encode(value);
}

/** Used before any generated code has run. @throws TypeError on text that `encodeVariable` did not write. */
export function decodeVariable(encoded: Encoded, dfd: Danfo): unknown {
  const decode = (item: Encoded): unknown => {
    if (item === null || typeof item !== 'object') return item;
    if (isArray(item)) return item.map(decode);
    const tag = item['$'];
    return typeof tag === 'string' ? decodeTagged(tag, item) : decodeRecord(item);
  };

  const decodeRecord = (item: EncodedObject): Record<string, unknown> => {
    const record: Record<string, unknown> = {};
    for (const key of keysOf(item)) setPart(record, key, decode(item[key] ?? null));
    return record;
  };

  const decodeTagged = (tag: string, item: EncodedObject): unknown => {
    const value = item['v'] ?? null;
    const parts = isArray(value) ? value : [];
    const TypedArray = typedArrays[tag];
    if (TypedArray !== undefined) return construct(TypedArray, [parts.map((part) => toNumber(decode(part)))]);
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return value === '-0' ? -0 : toNumber(value);
      case 'bigint':
        return toBigInt(value as string);
      case 'date':
        return new Date(toNumber(decode(value)));
      case 'map':
        return decodeMap(parts);
      case 'set':
        return new Set(parts.map(decode));
      case 'object':
        return decodeRecord(value as EncodedObject);
      case 'frame':
        return new dfd.DataFrame(decode(value) as unknown[][], ndframeOptions(item));
      case 'series':
        return new dfd.Series(decode(value) as unknown[], ndframeOptions(item));
      default:
        throw new TypeError(`unknown tag ${tag}`);
    }
  };

  const decodeMap = (pairs: readonly Encoded[]): Map<unknown, unknown> => {
    const map = new Map<unknown, unknown>();
    for (const pair of pairs) {
      const [key = null, part = null] = isArray(pair) ? pair : [];
      setInMap(map, decode(key), decode(part));
    }
    return map;
  };

  return decode(encoded);
}

// What stands under a tag was written by `encodeVariable` in an isolate like this one and is read by guests alone: a
// forged text can only break the guest that forged it.
function ndframeOptions({ columns, index, dtypes }: EncodedObject): Record<string, string[]> {
  return { columns: columns as string[], index: index as string[], dtypes: dtypes as string[] };
}

function tagged(tag: string, value: Encoded): EncodedObject {
  return bare({ $: tag, v: value });
}

function numberName(value: number): string {
  return isSame(value, -0) ? '-0' : toText(value);
}

function className(prototype: object): string {
  const constructor: unknown = get(prototype, 'constructor');
  const name: unknown = typeof constructor === 'function' ? get(constructor, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : 'a class';
}
