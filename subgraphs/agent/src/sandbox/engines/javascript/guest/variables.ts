import type { Danfo } from './danfo.ts';
import { utf8Length } from './utf8.ts';
import { decodeVariable, encodeVariable } from './variable-codec.ts';

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

/** The variables that pieces of code declared at their top level. */
export class Variables {
  readonly #names = new Set<string>();
  readonly #dfd: Danfo;

  constructor(dfd: Danfo) {
    this.#dfd = dfd;
  }

  /** Makes the names assignable globals, whatever mode the code is in. */
  declare(names: readonly string[]): void {
    for (const name of names) {
      this.#names.add(name);
      if (Object.hasOwn(globalThis, name)) continue;
      setGlobal(name, undefined);
    }
  }

  save(maxBytes: number, reserved: ReadonlySet<string>): VariablesReport {
    const names: string[] = [];
    const dropped: DroppedVariable[] = [];
    const parts: string[] = [];
    let bytes = 2;
    for (const name of this.#names) {
      if (reserved.has(name)) continue;
      try {
        const value: unknown = Reflect.get(globalThis, name);
        if (value === undefined) continue;
        const part = `${JSON.stringify(name)}:${JSON.stringify(encodeVariable(value, this.#dfd))}`;
        const size = utf8Length(part) + 1;
        if (bytes + size > maxBytes) throw new RangeError(`it does not fit into the ${maxBytes / 1024 ** 2} MiB kept`);
        bytes += size;
        parts.push(part);
        names.push(name);
      } catch (error) {
        dropped.push({ name, reason: error instanceof Error ? error.message.slice(0, 300) : 'it could not be read' });
      }
    }
    return { names, dropped, json: `{${parts.join(',')}}` };
  }

  /** Returns the names that could not be restored. */
  restore(json: string): string[] {
    const encoded = JSON.parse(json) as Record<string, Parameters<typeof decodeVariable>[0]>;
    const failed: string[] = [];
    for (const [name, value] of Object.entries(encoded)) {
      try {
        setGlobal(name, decodeVariable(value, this.#dfd));
        this.#names.add(name);
      } catch {
        failed.push(name);
      }
    }
    return failed;
  }
}

function setGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
}
