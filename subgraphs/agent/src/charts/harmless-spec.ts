import type { JsonObject, JsonValue } from '../sandbox/sandbox.ts';
import { loadsByCss } from './css-loads.ts';

export interface HarmlessSpec {
  readonly spec: JsonObject;
  /** What was taken out, by the names of the properties. */
  readonly removed: readonly string[];
}

/**
 * A Vega-Lite specification without what reaches beyond the drawing: links, addresses of pictures, wishes to whatever embeds it,
 * controls that are more than controls, cursors and colours that load something. It is shown by viewers of which some hold
 * nothing back. Rows of data stay as they are: they are drawn, not obeyed.
 */
export function harmlessSpec(spec: JsonObject): HarmlessSpec {
  const removed = new Set<string>();
  const cleaned = cleanObject(spec, { removed, isPaint: false });
  return { spec: cleaned, removed: [...removed] };
}

interface Place {
  readonly removed: Set<string>;
  /** Whether texts here become colours. */
  readonly isPaint: boolean;
}

const dataKeys = new Set(['values', 'datasets']);
const paintKey = /color|fill|stroke|background|blend|^(?:value|range|scheme)$/i;

/** `usermeta` gives vega-embed HTML and addresses (https://github.com/vega/vega-embed#options); `events` what it may listen to. */
const refusedKeys = new Set(['href', 'url', 'usermeta', 'events']);

function cleanObject(part: JsonObject, place: Place): JsonObject {
  const cleaned: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(part)) {
    const kept = dataKeys.has(key) ? value : cleanProperty(key, value, place);
    if (kept === undefined) place.removed.add(key);
    else cleaned[key] = kept;
  }
  return cleaned;
}

/** Undefined for a property that has to go. */
function cleanProperty(key: string, value: JsonValue, place: Place): JsonValue | undefined {
  if (refusedKeys.has(key)) return undefined;
  if (key === 'cursor') return typeof value === 'string' && /^[a-z-]+$/.test(value) ? value : undefined;
  if (key === 'bind') return cleanBinding(value, place);
  if (key === 'params' && Array.isArray(value)) return cleanParameters(value as readonly JsonValue[], place);
  return clean(value, { ...place, isPaint: place.isPaint || paintKey.test(key) });
}

function clean(value: JsonValue, place: Place): JsonValue | undefined {
  if (typeof value === 'string') return place.isPaint && loadsByCss(value) ? undefined : value;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => clean(item, place) ?? null);
  return isObject(value) ? cleanObject(value, place) : value;
}

/** Vega takes a signal of this name for the pointer's look, which is CSS. */
function cleanParameters(params: readonly JsonValue[], place: Place): JsonValue {
  const kept = params.filter((param) => !(isObject(param) && param['name'] === 'cursor'));
  if (kept.length < params.length) place.removed.add('params.cursor');
  return kept.map((param) => clean(param, place) ?? null);
}

const inputs = new Set([
  ...['checkbox', 'radio', 'range', 'select', 'text', 'search', 'number', 'color'],
  ...['date', 'datetime-local', 'month', 'week', 'time'],
]);
/** Vega writes every other property of a binding into the page, as an attribute of the control. */
const bindingKeys = ['name', 'debounce', 'min', 'max', 'step', 'options', 'labels', 'placeholder'];

/** `scales`, `legend`, one control, or one for each field of a selection. */
function cleanBinding(bind: JsonValue, place: Place): JsonValue | undefined {
  if (!isObject(bind)) return bind === 'scales' || bind === 'legend' ? bind : undefined;
  if ('input' in bind || 'element' in bind) return cleanControl(bind, place);
  const controls: Record<string, JsonValue> = {};
  for (const [field, control] of Object.entries(bind)) {
    const kept = isObject(control) ? cleanControl(control, place) : undefined;
    if (kept !== undefined) controls[field] = kept;
  }
  return Object.keys(controls).length > 0 ? controls : undefined;
}

function cleanControl(control: JsonObject, { removed }: Place): JsonObject | undefined {
  const { input } = control;
  if (typeof input !== 'string' || !inputs.has(input)) return undefined;
  const kept = Object.entries(control).filter(([key, value]) => bindingKeys.includes(key) && isListOfPlain(value));
  if (kept.length + 1 < Object.keys(control).length) removed.add('bind');
  return { input, ...Object.fromEntries(kept) };
}

function isListOfPlain(value: JsonValue): boolean {
  return [value].flat().every((item) => typeof item !== 'object' || item === null);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
