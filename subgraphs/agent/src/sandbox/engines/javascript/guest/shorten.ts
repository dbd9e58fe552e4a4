import type { Plain } from './to-plain.ts';
import { utf8Length } from './utf8.ts';

export interface Shortened {
  readonly json: string;
  readonly kept: number;
  readonly total: number;
}

/** The longest beginning of an array whose JSON fits, to within a few percent. Undefined when nothing of it does. */
export function shortenArray(value: Plain, maxBytes: number): Shortened | undefined {
  if (!Array.isArray(value)) return undefined;
  let kept = value.length;
  for (;;) {
    const json = JSON.stringify(value.slice(0, kept));
    const bytes = utf8Length(json);
    if (bytes <= maxBytes) return kept === 0 ? undefined : { json, kept, total: value.length };
    kept = Math.min(kept - 1, Math.floor(kept * (maxBytes / bytes) * 0.97));
    if (kept <= 0) return undefined;
  }
}
