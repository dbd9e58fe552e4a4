import type { GuestLibraries } from './danfo.ts';
import { display } from './display.ts';
import { loadFrame, runSql, type AskDatabase } from './query.ts';
import type { RunState } from './run-state.ts';
import { shortenArray } from './shorten.ts';
import { tableArtifact } from './table-artifact.ts';
import { toPlain, type Plain } from './to-plain.ts';

export interface GuestApiOptions {
  readonly libraries: GuestLibraries;
  readonly ask: AskDatabase;
  readonly run: () => RunState;
  readonly maxDepth: number;
}

const maxNodes = 3_000_000;

/** The globals of generated code. The guide describes them; the two change together. */
export function createGuestApi({ libraries, ask, run, maxDepth }: GuestApiOptions): Record<string, unknown> {
  const { dfd, ss, jStat, nlp, ml } = libraries;
  const plain = (what: string, value: unknown): Plain => {
    const { value: copy, cuts } = toPlain(value, dfd, { maxDepth, maxNodes });
    for (const cut of cuts) run().notices.add(`In ${what}, ${cut}.`);
    return copy;
  };
  const print = (...values: unknown[]): void => {
    run().print(`${values.map((value) => display(value, dfd)).join(' ')}\n`);
  };
  const chart = (spec: unknown, title?: unknown): void => {
    const copy = plain('a chart', spec);
    if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
      throw new TypeError('chart(spec): spec must be a Vega-Lite specification, an object');
    }
    run().addArtifact('chart', titleOf(title ?? copy['title'], 'Chart'), JSON.stringify(copy));
  };
  const table = (rows: unknown, title?: unknown): void => {
    const artifact = tableArtifact(plain('a table', rows));
    if (artifact.rows.length < artifact.totalRows) {
      run().notices.add(`A table was cut to ${artifact.rows.length} of ${artifact.totalRows} rows.`);
    }
    run().addArtifact('table', titleOf(title, 'Table'), JSON.stringify(artifact));
  };
  const result = (value: unknown): void => {
    const copy = plain('the result', value);
    run().setResult(JSON.stringify(copy), (maxBytes) => shortenArray(copy, maxBytes));
  };
  const sql = (text: unknown, ...parameters: unknown[]): unknown => runSql(ask, dfd, text, parameters);
  const console = { log: print, info: print, warn: print, error: print, debug: print, table: print };
  return { sql, chart, table, result, print, console, dfd, ss, jStat, ml, nlp };
}

/** Defines `df`: built when it is first touched, an ordinary variable after that. */
export function defineLazyFrame({ libraries, ask, run }: GuestApiOptions): void {
  const define = (value: unknown): void => {
    Object.defineProperty(globalThis, 'df', { value, writable: true, configurable: true, enumerable: false });
  };
  const load = (): unknown => {
    const { frame, totalRows } = loadFrame(ask, libraries.dfd);
    define(frame);
    const kept = frame.values.length;
    if (kept < totalRows) {
      run().notices.add(`df is a random sample of ${kept} of ${totalRows} rows; sql() sees all of them.`);
    }
    return frame;
  };
  Object.defineProperty(globalThis, 'df', { get: load, set: define, configurable: true, enumerable: false });
}

function titleOf(title: unknown, otherwise: string): string {
  const text = Array.isArray(title) ? title.join(' ') : title;
  if (typeof text === 'object' && text !== null) return titleOf(Reflect.get(text, 'text'), otherwise);
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 300) : otherwise;
}
