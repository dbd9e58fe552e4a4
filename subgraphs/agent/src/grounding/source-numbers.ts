import type { JsonObject, JsonValue } from '../sandbox/sandbox.ts';
import type { GroundingSource, SourceKind } from './grounding.ts';
import { scanNumbers } from './number-scanner.ts';
import { maskDates } from './report-mask.ts';

/** A number that was found in a source. */
export interface SourceNumber {
  readonly value: number;
  readonly subtask: number;
  readonly kind: SourceKind;
  readonly path: string;
  readonly isPValue: boolean;
}

type Visit = (value: number, path: string, isPValue: boolean) => void;

const pValueName = /(?:^|[^a-z])p$|p[_\s-]?val/i;
const pValueBefore = /(?:^|[^\p{L}\d])p(?:[-_ ]?val(?:ue)?)?["']?\s*[=:<]\s*$/iu;

/**
 * Every number of the sources: values, numbers within texts and within keys (groups are often keys), and how many items
 * a list or a nested object has. Of a chart only its data counts, not its size.
 */
export function collectNumbers(sources: readonly GroundingSource[]): readonly SourceNumber[] {
  const found: SourceNumber[] = [];
  for (const { subtask, kind, value } of sources) {
    const visit: Visit = (number, path, isPValue) => found.push({ value: number, subtask, kind, path, isPValue });
    if (kind === 'chart') walkChart(value, kind, visit);
    else walk(value, kind, visit);
  }
  return found;
}

function walk(value: JsonValue, path: string, visit: Visit): void {
  if (typeof value === 'number') visit(value, path, pValueName.test(path));
  else if (typeof value === 'string') walkText(value, path, visit);
  else if (isList(value)) {
    visit(value.length, `${path}.length`, false);
    value.forEach((item, index) => {
      walk(item, `${path}[${index}]`, visit);
    });
  } else if (typeof value === 'object' && value !== null) walkObject(value, path, visit);
}

function walkObject(value: JsonObject, path: string, visit: Visit): void {
  const entries = Object.entries(value);
  const isNested = path.includes('.') || path.includes('[');
  if (isNested) visit(entries.length, `${path}.length`, false);
  for (const [key, item] of entries) {
    const itemPath = /^[\p{L}_$][\p{L}\d_$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    if (/\d/.test(key)) walkText(key, itemPath, visit);
    walk(item, itemPath, visit);
  }
}

function walkText(text: string, path: string, visit: Visit): void {
  const masked = maskDates(text);
  for (const token of scanNumbers(masked)) {
    const before = masked.slice(Math.max(0, token.start - 16), token.start);
    const isPValue = pValueName.test(path) || pValueBefore.test(before);
    const perWhole = token.perWhole ?? 1;
    for (const { value } of token.readings) {
      const signed = token.isNegative ? -value : value;
      visit(signed, path, isPValue);
      if (perWhole !== 1) visit(signed / perWhole, path, isPValue);
    }
  }
}

/** Vega-Lite keeps data under `data` or `datasets` of any view, Plotly under `data`. */
function walkChart(value: JsonValue, path: string, visit: Visit): void {
  if (isList(value)) {
    value.forEach((item, index) => {
      walkChart(item, `${path}[${index}]`, visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const inner = key === 'data' || key === 'datasets' ? walk : walkChart;
      inner(item, `${path}.${key}`, visit);
    }
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
