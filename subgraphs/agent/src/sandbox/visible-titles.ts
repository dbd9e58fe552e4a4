import { visibleName } from '@mas/kit/visible-text';
import type { JsonObject, JsonValue } from './sandbox.ts';

const titles = new Set(['title', 'subtitle']);
const rows = new Set(['data', 'datasets']);

/** A chart's specification whose titles (of the chart, its axes and legends) hold nothing that nobody sees; its rows stay as they are. */
export function withVisibleTitles(spec: JsonObject): JsonObject {
  const entries = Object.entries(spec).map(([key, value]): [string, JsonValue] => {
    if (rows.has(key)) return [key, value];
    return [key, titles.has(key) ? visibleTitle(value) : within(value)];
  });
  return Object.fromEntries(entries);
}

function within(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(within);
  return typeof value === 'object' && value !== null ? withVisibleTitles(value) : value;
}

/** A text, its lines, or an object whose `text` is one of these. */
function visibleTitle(title: JsonValue): JsonValue {
  if (typeof title === 'string') return visibleName(title);
  if (isList(title)) return title.map((line) => (typeof line === 'string' ? visibleName(line) : line));
  if (typeof title !== 'object' || title === null) return title;
  const { text, ...rest } = withVisibleTitles(title);
  return text === undefined ? rest : { ...rest, text: visibleTitle(text) };
}

/** `Array.isArray` does not know read-only lists. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
