import type { Danfo, GuestLibraries } from './danfo.ts';
import { display } from './display.ts';
import {
  bare,
  defineProperty,
  freeze,
  get,
  globalObject,
  isArray,
  sliceText,
  trimText,
  TypeError,
  writeJson,
} from './primordials.ts';
import { loadFrame, runSql, type AskDatabase } from './query.ts';
import type { RunState } from './run-state.ts';
import { shortenArray } from './shorten.ts';
import { tableArtifact } from './table-artifact.ts';
import { toPlain, type Plain } from './to-plain.ts';

export interface GuestApiOptions {
  readonly libraries: GuestLibraries;
  /** The classes of danfojs as they were at the start. */
  readonly dfd: Danfo;
  readonly ask: AskDatabase;
  readonly run: () => RunState;
  readonly maxDepth: number;
}

const maxNodes = 3_000_000;

/** The globals of generated code. The guide describes them; the two change together. */
export function createGuestApi({ libraries, dfd, ask, run, maxDepth }: GuestApiOptions): Record<string, unknown> {
  const { ss, jStat, nlp, ml } = libraries;
  const plain = (what: string, value: unknown): Plain => {
    const { value: copy, cuts } = toPlain(value, dfd, { maxDepth, maxNodes });
    for (let index = 0; index < cuts.length; index += 1) run().note(`In ${what}, ${cuts[index] ?? ''}.`);
    return copy;
  };
  const print = (...values: unknown[]): void => {
    let text = '';
    for (let index = 0; index < values.length; index += 1)
      text += (index === 0 ? '' : ' ') + display(values[index], dfd);
    run().print(`${text}\n`);
  };
  const chart = (spec: unknown, title?: unknown): void => {
    const copy = plain('a chart', spec);
    if (typeof copy !== 'object' || copy === null || isArray(copy)) {
      throw new TypeError('chart(spec): spec must be a Vega-Lite specification, an object');
    }
    run().addArtifact('chart', titleOf(title ?? copy['title'], 'Chart'), writeJson(copy));
  };
  const table = (rows: unknown, title?: unknown): void => {
    const artifact = tableArtifact(plain('a table', rows));
    if (artifact.rows.length < artifact.totalRows) {
      run().note(`A table was cut to ${artifact.rows.length} of ${artifact.totalRows} rows.`);
    }
    run().addArtifact('table', titleOf(title, 'Table'), writeJson(artifact));
  };
  const result = (value: unknown): void => {
    const copy = plain('the result', value);
    run().setResult(writeJson(copy), (maxBytes) => shortenArray(copy, maxBytes));
  };
  const sql = (text: unknown, ...parameters: unknown[]): unknown => runSql(ask, dfd, text, parameters);
  const console = freeze({ log: print, info: print, warn: print, error: print, debug: print, table: print });
  return bare({ sql, chart, table, result, print, console, dfd: libraries.dfd, ss, jStat, ml, nlp });
}

/** Defines `df`: built when it is first touched, an ordinary variable after that. */
export function defineLazyFrame({ dfd, ask, run }: GuestApiOptions): void {
  const define = (value: unknown): void => {
    defineProperty(globalObject, 'df', bare({ value, writable: true, configurable: true, enumerable: false }));
  };
  const load = (): unknown => {
    const { frame, totalRows } = loadFrame(ask, dfd);
    define(frame);
    const kept = frame.values.length;
    if (kept < totalRows) {
      run().note(`df is a random sample of ${kept} of ${totalRows} rows; sql() sees all of them.`);
    }
    return frame;
  };
  defineProperty(globalObject, 'df', bare({ get: load, set: define, configurable: true, enumerable: false }));
}

/** As Vega-Lite has its titles: a text, lines of it, or an object with either. */
function titleOf(title: unknown, otherwise: string): string {
  if (isArray(title)) return titleOf(linesText(title), otherwise);
  if (typeof title === 'object' && title !== null) {
    const text: unknown = get(title, 'text');
    return typeof text === 'object' && !isArray(text) ? otherwise : titleOf(text, otherwise);
  }
  const trimmed = typeof title === 'string' ? trimText(title) : '';
  return trimmed === '' ? otherwise : sliceText(trimmed, 0, 300);
}

function linesText(lines: readonly unknown[]): string {
  let text = '';
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (typeof line === 'string' || typeof line === 'number') text += `${text === '' ? '' : ' '}${line}`;
  }
  return text;
}
