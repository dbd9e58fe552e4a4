import { append, bare, bareList, floor, isArray, min, writeJson } from './primordials.ts';
import type { Plain } from './to-plain.ts';
import { utf8Length } from './utf8.ts';

export interface Shortened {
  readonly json: string;
  readonly kept: number;
  readonly total: number;
}

/** The longest beginning of an array whose JSON fits, to within a few percent. Undefined when nothing of it does. */
export function shortenArray(value: Plain, maxBytes: number): Shortened | undefined {
  if (!isArray(value)) return undefined;
  let kept = value.length;
  for (;;) {
    const json = writeJson(beginning(value, kept));
    const bytes = utf8Length(json);
    if (bytes <= maxBytes) return kept === 0 ? undefined : bare({ json, kept, total: value.length });
    kept = min(kept - 1, floor(kept * (maxBytes / bytes) * 0.97));
    if (kept <= 0) return undefined;
  }
}

function beginning(items: readonly Plain[], count: number): Plain[] {
  const list = bareList<Plain>();
  for (let index = 0; index < count; index += 1) append(list, items[index] ?? null);
  return list;
}
