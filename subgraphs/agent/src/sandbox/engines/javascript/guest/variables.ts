import type { Danfo } from './danfo.ts';
import {
  addToSet,
  append,
  bare,
  bareList,
  defineProperty,
  eachOfSet,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  globalObject,
  hasOwn,
  isInSet,
  isPrototypeOf,
  joinTexts,
  keysOf,
  ownKeys,
  parseJson,
  prototypes,
  RangeError,
  Set,
  sliceText,
  TypeError,
  writeJson,
} from './primordials.ts';
import { utf8Length } from './utf8.ts';
import { decodeVariable, encodeVariable, type Encoded } from './variable-codec.ts';

interface DroppedVariable {
  readonly name: string;
  readonly reason: string;
}

export interface VariablesReport {
  readonly names: readonly string[];
  readonly dropped: readonly DroppedVariable[];
  /** A JSON object: name -> encoded value. */
  readonly json: string;
}

const maxVariables = 2000;
const maxDropped = 500;
const longestName = 200;
const reservedReason = "it is a name of the sandbox's own";

/**
 * The variables that pieces of code declared at their top level. Names that a fresh isolate has are none: kept and restored,
 * they would stand in the way of all later runs.
 */
export class Variables {
  readonly #names = new Set<string>();
  readonly #reserved = new Set<PropertyKey>();
  readonly #dfd: Danfo;

  /** @param removed names that the global object had before. To be made when the global object is complete. */
  constructor(dfd: Danfo, removed: readonly string[]) {
    this.#dfd = dfd;
    for (const name of removed) addToSet(this.#reserved, name);
    for (let owner: object | null = globalObject; owner !== null; owner = getPrototypeOf(owner)) {
      for (const name of ownKeys(owner)) addToSet(this.#reserved, name);
    }
  }

  /** Makes the names assignable globals, whatever mode the code is in. */
  declare(names: readonly string[]): void {
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? '';
      addToSet(this.#names, name);
      if (!hasOwn(globalObject, name)) setGlobal(name, undefined);
    }
  }

  save(maxBytes: number): VariablesReport {
    const names = bareList<string>();
    const parts = bareList<string>();
    const dropped = new DroppedList();
    let bytes = 2;
    eachOfSet(this.#names, (item) => {
      const name = item as string;
      try {
        const encoded = this.#encode(name);
        if (encoded === undefined) return;
        const part = `${writeJson(name)}:${writeJson(encoded)}`;
        const size = utf8Length(part) + 1;
        if (bytes + size > maxBytes) throw new RangeError(`it does not fit into the ${maxBytes / 1024 ** 2} MiB kept`);
        if (names.length >= maxVariables) throw new RangeError(`only ${maxVariables} are kept`);
        bytes += size;
        append(parts, part);
        append(names, name);
      } catch (error) {
        dropped.add(name, reasonOf(error));
      }
    });
    return bare({ names, dropped: dropped.report(), json: `{${joinTexts(parts, ',')}}` });
  }

  /** Returns the names that could not be restored. */
  restore(json: string): string[] {
    const encoded = parseJson(json) as Record<string, Encoded>;
    const failed = bareList<string>();
    const names = keysOf(encoded);
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? '';
      try {
        if (isInSet(this.#reserved, name)) throw new TypeError(reservedReason);
        setGlobal(name, decodeVariable(encoded[name] ?? null, this.#dfd));
        addToSet(this.#names, name);
      } catch {
        append(failed, name);
      }
    }
    return failed;
  }

  /** Undefined for a variable that holds nothing. */
  #encode(name: string): Encoded | undefined {
    if (isInSet(this.#reserved, name)) throw new TypeError(reservedReason);
    if (name.length > longestName) throw new RangeError('its name is too long');
    const descriptor = getOwnPropertyDescriptor(globalObject, name);
    if (descriptor === undefined) return undefined;
    if (!hasOwn(descriptor, 'value')) throw new TypeError('it is computed when it is read');
    const { value } = descriptor as { value: unknown };
    return value === undefined ? undefined : encodeVariable(value, this.#dfd);
  }
}

/** Names the first ones, and counts the others. */
class DroppedList {
  readonly #dropped = bareList<DroppedVariable>();
  #more = 0;

  add(name: string, reason: string): void {
    if (this.#dropped.length >= maxDropped) this.#more += 1;
    else append(this.#dropped, bare({ name: sliceText(name, 0, longestName), reason }));
  }

  report(): readonly DroppedVariable[] {
    if (this.#more > 0) append(this.#dropped, bare({ name: '…', reason: `and ${this.#more} more` }));
    return this.#dropped;
  }
}

/** Code that runs while a value is read can throw anything. */
function reasonOf(error: unknown): string {
  const message: unknown =
    typeof error === 'object' && error !== null && isPrototypeOf(prototypes.error, error)
      ? get(error, 'message')
      : undefined;
  return typeof message === 'string' ? sliceText(message, 0, 300) : 'it could not be read';
}

/** Where generated code forbade it, nothing changes. */
function setGlobal(name: string, value: unknown): void {
  defineProperty(globalObject, name, bare({ value, writable: true, configurable: true, enumerable: true }));
}
