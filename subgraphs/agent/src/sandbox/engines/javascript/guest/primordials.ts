/**
 * What the runtime uses of the language, taken before generated code runs: code that replaces a builtin, or puts something on
 * a prototype, changes what it does itself and nothing of what the runtime does for it.
 *
 * The modules beside this one therefore call no method of a value, but the functions below; loop over indices, because iteration
 * calls methods; and build what they keep or write as JSON out of `bare` objects and lists, which inherit nothing.
 */

const { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } =
  Reflect;
export { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys };

type Method<Owner, Name extends keyof Owner> = Owner[Name] extends (...args: infer Args) => infer Result
  ? (self: Owner, ...args: Args) => Result
  : never;

// `bind` of `call`: the bound function looks nothing up when it is called, and V8 calls it as it calls a method.
const bind = Reflect.get(Function.prototype, 'bind') as (...args: unknown[]) => unknown;
const uncurryThis = apply(bind, bind, [Reflect.get(Function.prototype, 'call')]) as (method: unknown) => unknown;

/** A method as a function whose first argument is the object. */
function method<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name): Method<Owner, Name> {
  return uncurryThis(get(owner, name)) as Method<Owner, Name>;
}

/** The getter of a property as a function of the object; it throws for what is no such object. */
function getter(owner: object, name: PropertyKey): (self: unknown) => unknown {
  return uncurryThis(getOwnPropertyDescriptor(owner, name)?.get) as (self: unknown) => unknown;
}

export const globalObject = globalThis;
export const objectPrototype: object = Object.prototype;
const arrayPrototype: object = Array.prototype;
export const {
  String: toText,
  Number: toNumber,
  BigInt: toBigInt,
  Date,
  Map,
  Set,
  Error,
  TypeError,
  RangeError,
} = globalThis;

export const { keys: keysOf, hasOwn, is: isSame } = Object;
export const freeze: <Part extends object>(part: Part) => Readonly<Part> = get(Object, 'freeze');
export const setPrototypeOf = get(Object, 'setPrototypeOf') as (part: object, prototype: object | null) => object;
export const { isArray } = Array;
export const isView = get(ArrayBuffer, 'isView') as (value: unknown) => boolean;
export const { isFinite: isFiniteNumber, isInteger, isNaN: isNotNumber, isSafeInteger } = Number;
export const { floor, imul, max, min } = Math;
export const { parse: parseJson, stringify: writeJson } = JSON;
export const currentTime: () => number = get(Date, 'now');

export const isPrototypeOf = method(Object.prototype, 'isPrototypeOf');
export const charCodeAt = method(String.prototype, 'charCodeAt');
export const sliceText = method(String.prototype, 'slice');
export const repeatText = method(String.prototype, 'repeat');
export const trimText = method(String.prototype, 'trim');
export const trimTextEnd = method(String.prototype, 'trimEnd');
export const padTextStart = method(String.prototype, 'padStart');
export const padTextEnd = method(String.prototype, 'padEnd');
export const fixedText = method(Number.prototype, 'toFixed');
export const dateTime = method(Date.prototype, 'getTime');
export const dateIsoText = method(Date.prototype, 'toISOString');
export const valueOfNumber = method(Number.prototype, 'valueOf') as (self: object) => number;
export const valueOfText = method(String.prototype, 'valueOf') as (self: object) => string;
export const valueOfBoolean = method(Boolean.prototype, 'valueOf') as (self: object) => boolean;

type Each = (value: unknown, key: unknown) => void;
export const eachOfMap: (map: Map<unknown, unknown>, each: Each) => void = method(Map.prototype, 'forEach');
export const eachOfSet: (set: Set<unknown>, each: Each) => void = method(Set.prototype, 'forEach');
export const setInMap: <Key, Value>(map: Map<Key, Value>, key: Key, value: Value) => void = method(
  Map.prototype,
  'set',
);
export const deleteFromMap: <Key>(map: Map<Key, unknown>, key: Key) => boolean = method(Map.prototype, 'delete');
export const clearMap: <Key, Value>(map: Map<Key, Value>) => void = method(Map.prototype, 'clear');
export const getFromMap = method(Map.prototype, 'get') as <Key, Value>(
  map: Map<Key, Value>,
  key: Key,
) => Value | undefined;
export const sizeOfMap = getter(Map.prototype, 'size') as (map: ReadonlyMap<unknown, unknown>) => number;
export const addToSet: <Value>(set: Set<Value>, value: Value) => void = method(Set.prototype, 'add');
export const deleteFromSet: <Value>(set: Set<Value>, value: Value) => boolean = method(Set.prototype, 'delete');
export const isInSet: <Value>(set: Set<Value>, value: Value) => boolean = method(Set.prototype, 'has');
export const sizeOfSet = getter(Set.prototype, 'size') as (set: ReadonlySet<unknown>) => number;

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) ?? objectPrototype;
/** `Float64Array`, …; undefined for what is no typed array. */
export const typedArrayName = getter(typedArrayPrototype, Symbol.toStringTag) as (value: unknown) => string | undefined;
export const typedArrayLength = getter(typedArrayPrototype, 'length') as (value: unknown) => number;
export const prototypes = bare({
  date: Date.prototype,
  map: Map.prototype,
  set: Set.prototype,
  error: Error.prototype,
  number: Number.prototype,
  text: String.prototype,
  boolean: Boolean.prototype,
});

const promiseThen = method(Promise.prototype, 'then');
const resolvedPromise = Promise.resolve();

/** Hears of a promise's end, whatever has become of `Promise`. */
export function whenSettled(
  promise: Promise<unknown>,
  onResolved: (value: unknown) => void,
  onRejected: (reason: unknown) => void,
): void {
  // `then` makes a promise of the class that `constructor` names: without one, of the original.
  defineProperty(promise, 'constructor', bare({ value: undefined }));
  void promiseThen(promise, onResolved, onRejected);
}

/** Runs the callback once the code that runs now is through. */
export function soon(callback: () => void): void {
  whenSettled(resolvedPromise, callback, callback);
}

/** The object, made to inherit nothing: what stands on `Object.prototype` is no part of it. */
export function bare<Part extends object>(part: Part): Part {
  return setPrototypeOf(part, null) as Part;
}

/** An empty array that inherits nothing: it has a length and its items, and JSON writes it as an array. */
export function bareList<Item>(): Item[] {
  return bare<Item[]>([]);
}

/** A bare list as generated code expects its arrays to be. */
export function ordinary<Item>(list: Item[]): Item[] {
  return setPrototypeOf(list, arrayPrototype) as Item[];
}

/** Adds to a bare list. An ordinary array would ask its prototype first. */
export function append<Item>(list: Item[], item: Item): void {
  list[list.length] = item;
}

/** Sets a property of any object as if nothing stood on its prototype. */
export function setOwn(target: object, key: PropertyKey, value: unknown): void {
  defineProperty(target, key, bare({ value, writable: true, configurable: true, enumerable: true }));
}

export function joinTexts(texts: readonly string[], separator: string): string {
  let joined = '';
  for (let index = 0; index < texts.length; index += 1) joined += (index === 0 ? '' : separator) + (texts[index] ?? '');
  return joined;
}

/** The property as data; undefined where it is absent or computed by a getter. */
export function ownValue(owner: object, key: PropertyKey): unknown {
  const descriptor = getOwnPropertyDescriptor(owner, key);
  return descriptor !== undefined && hasOwn(descriptor, 'value') ? descriptor.value : undefined;
}
