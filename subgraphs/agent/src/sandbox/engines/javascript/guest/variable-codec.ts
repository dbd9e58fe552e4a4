import { isFrame, isSeries, setOwn, type Danfo } from './danfo.ts';

/**
 * Values as JSON that comes back as what it was. What JSON has no word for is an object with the single tag `$`; an
 * object of the guest that has a key `$` itself is wrapped, so that nothing passes for a tag.
 */
type Encoded = null | boolean | number | string | Encoded[] | { [key: string]: Encoded };

const typedArrays = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
} as const;
type TypedArrayName = keyof typeof typedArrays;

const deepest = 200;

/** @throws TypeError with the reason when a value, or a part of it, is not data. */
export function encodeVariable(value: unknown, dfd: Danfo): Encoded {
  const ancestors = new Set<object>();

  const encode = (item: unknown): Encoded => {
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'number':
        return Number.isFinite(item) && !Object.is(item, -0) ? item : { $: 'number', v: numberName(item) };
      case 'bigint':
        return { $: 'bigint', v: String(item) };
      case 'undefined':
        return { $: 'undefined' };
      case 'object':
        return item === null ? null : encodeObject(item);
      case 'function':
        throw new TypeError('functions are not kept');
      default:
        throw new TypeError('symbols are not kept');
    }
  };

  const encodeObject = (item: object): Encoded => {
    if (ancestors.has(item)) throw new TypeError('it refers to itself');
    if (ancestors.size > deepest) throw new TypeError('it is nested too deep');
    ancestors.add(item);
    try {
      return encodeParts(item);
    } finally {
      ancestors.delete(item);
    }
  };

  const encodeParts = (item: object): Encoded => {
    if (Array.isArray(item)) return Array.from(item, encode);
    if (item instanceof Date) return { $: 'date', v: encode(item.getTime()) };
    if (item instanceof Map) return { $: 'map', v: [...item].map(([key, part]) => [encode(key), encode(part)]) };
    if (item instanceof Set) return { $: 'set', v: Array.from(item, encode) };
    if (isFrame(item, dfd)) {
      const { values, columns, index, dtypes } = item;
      return { $: 'frame', v: encode(values), columns: [...columns], index: [...index], dtypes: [...dtypes] };
    }
    if (isSeries(item, dfd)) {
      const { values, columns, index, dtypes } = item;
      return { $: 'series', v: encode(values), columns: [...columns], index: [...index], dtypes: [...dtypes] };
    }
    const typed = typedArrayName(item);
    if (typed) return { $: typed, v: Array.from(item as Float64Array, encode) };
    return encodeRecord(item);
  };

  const encodeRecord = (item: object): Encoded => {
    const prototype: unknown = Object.getPrototypeOf(item);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new TypeError(`instances of ${className(prototype)} are not kept`);
    }
    const record: { [key: string]: Encoded } = {};
    for (const key of Object.keys(item)) setOwn(record, key, encode(Reflect.get(item, key)));
    return Object.hasOwn(record, '$') ? { $: 'object', v: record } : record;
  };

  return encode(value);
}

/** @throws TypeError on text that `encodeVariable` did not write. */
export function decodeVariable(encoded: Encoded, dfd: Danfo): unknown {
  const decode = (item: Encoded): unknown => {
    if (item === null || typeof item !== 'object') return item;
    if (Array.isArray(item)) return item.map(decode);
    return typeof item['$'] === 'string' ? decodeTagged(item['$'], item) : decodeRecord(item);
  };

  const decodeRecord = (item: { [key: string]: Encoded }): Record<string, unknown> => {
    const record: Record<string, unknown> = {};
    for (const key of Object.keys(item)) setOwn(record, key, decode(item[key] ?? null));
    return record;
  };

  const decodeTagged = (tag: string, item: { [key: string]: Encoded }): unknown => {
    const value = item['v'] ?? null;
    const parts = Array.isArray(value) ? value : [];
    if (isTypedArrayName(tag)) return new typedArrays[tag](parts.map((part) => Number(decode(part))));
    switch (tag) {
      case 'undefined':
        return undefined;
      case 'number':
        return value === '-0' ? -0 : Number(value);
      case 'bigint':
        return BigInt(value as string);
      case 'date':
        return new Date(Number(decode(value)));
      case 'map':
        return new Map(parts.map((pair) => decode(pair) as [unknown, unknown]));
      case 'set':
        return new Set(parts.map(decode));
      case 'object':
        return decodeRecord(value as { [key: string]: Encoded });
      case 'frame':
        return new dfd.DataFrame(decode(value) as unknown[][], ndframeOptions(item));
      case 'series':
        return new dfd.Series(decode(value) as unknown[], ndframeOptions(item));
      default:
        throw new TypeError(`unknown tag ${tag}`);
    }
  };

  return decode(encoded);
}

// What stands under a tag was written by `encodeVariable` in an isolate like this one and is read by guests alone: a
// forged text can only break the guest that forged it.
function ndframeOptions({ columns, index, dtypes }: { [key: string]: Encoded }): Record<string, string[]> {
  return { columns: columns as string[], index: index as string[], dtypes: dtypes as string[] };
}

function numberName(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function className(prototype: unknown): string {
  const constructor: unknown = prototype === null ? undefined : Reflect.get(Object(prototype), 'constructor');
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'a class';
}

function typedArrayName(item: object): TypedArrayName | undefined {
  for (const name of Object.keys(typedArrays)) {
    if (isTypedArrayName(name) && item instanceof typedArrays[name]) return name;
  }
  return undefined;
}

function isTypedArrayName(name: string): name is TypedArrayName {
  return Object.hasOwn(typedArrays, name);
}
