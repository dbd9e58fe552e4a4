import { SqlRefusal } from './sql-refusal.ts';
import { asciiLowerCase } from './statement/statement-tokenizer.ts';

/** Names of DuckDB's own tables and views begin so; `information_schema` is only reached through its schema. */
const systemPrefixes = ['duckdb_', 'information_schema', 'pg_', 'pragma_', 'sqlite_'];

/** Letters, digits, underscores, spaces and hyphens: a name that DuckDB would never take for a file. */
const plainName = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ -]{0,99}$/u;

/** The tables that statements may read: the datasets, which stay as they are, and the steps that were made of them. */
export class KnownTables {
  readonly #datasets = new Map<string, string>();
  readonly #steps = new Map<string, string>();

  constructor(datasets: Iterable<string> = []) {
    for (const name of datasets) this.addDataset(name);
  }

  addDataset(name: string): void {
    this.#datasets.set(asciiLowerCase(name), name);
  }

  /** A table or view that a judged statement has made. */
  addStep(name: string): void {
    this.#steps.set(asciiLowerCase(name), name);
  }

  has(name: string): boolean {
    const folded = asciiLowerCase(name);
    return this.#datasets.has(folded) || this.#steps.has(folded);
  }

  names(): string[] {
    return [...this.#datasets.values(), ...this.#steps.values()];
  }

  /** @throws SqlRefusal for a name that no step may have. */
  checkStepName(name: string): void {
    if (this.#datasets.has(asciiLowerCase(name))) {
      throw new SqlRefusal('name', `"${name}" is a dataset and stays as it is: give the step another name`);
    }
    checkOwnName(name);
  }
}

/** @throws SqlRefusal for a name that is DuckDB's own or could be taken for a file. */
export function checkOwnName(name: string): void {
  const folded = asciiLowerCase(name);
  if (plainName.test(name) && !systemPrefixes.some((prefix) => folded.startsWith(prefix))) return;
  const rule = 'letters, digits, underscores, spaces and hyphens, and does not begin like a table of the system';
  throw new SqlRefusal('name', `A name that a statement gives has ${rule}: not "${name.slice(0, 100)}"`);
}
