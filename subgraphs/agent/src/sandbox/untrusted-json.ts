import type { JsonValue } from './sandbox.ts';

/** Keys that could reach a prototype when an object is merged or copied later on. */
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

export interface ParsedJson {
  readonly value: JsonValue;
  readonly droppedKeys: boolean;
}

/**
 * Parses JSON that a guest wrote. Depth is measured on the text first, so that no deep tree is ever walked.
 * @throws RangeError when it is nested deeper than `maxDepth`, SyntaxError when it is not JSON.
 */
export function parseUntrustedJson(text: string, maxDepth: number): ParsedJson {
  if (depthOf(text, maxDepth) > maxDepth) throw new RangeError(`nested deeper than ${maxDepth} levels`);
  let droppedKeys = false;
  const clean = (value: unknown): JsonValue => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    if (Array.isArray(value)) return value.map(clean);
    const copy: Record<string, JsonValue> = {};
    for (const [key, item] of Object.entries(Object(value) as Record<string, unknown>)) {
      if (refusedKeys.has(key)) droppedKeys = true;
      else copy[key] = clean(item);
    }
    return copy;
  };
  return { value: clean(JSON.parse(text)), droppedKeys };
}

function depthOf(text: string, enough: number): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > enough) return deepest;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5c) index += 1;
    else if (code === 0x22) return index;
  }
  return text.length;
}
