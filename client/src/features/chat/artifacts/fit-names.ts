import { isJson, type Json } from './json.ts';

/** About what a character of a label takes. */
export const characterPx = 7;
/** What Vega gives a name, and the least that an axis of numbers takes. */
const labelLimitPx = 180;
const leastAxisPx = 34;
/** Between two names that lean, or stand on end, so that they do not touch. */
const leaningStepPx = 22;
const upendedStepPx = 14;

/** Names along the bottom stand upright as long as they have room beside each other; else, where they are known, as they fit. */
export function withLabelAngle(spec: Json, { encoding }: Json, width: number): Json {
  const { config, data } = spec;
  const x = isJson(encoding) ? encoding['x'] : undefined;
  if (!isJson(x) || (x['type'] !== 'nominal' && x['type'] !== 'ordinal')) return spec;
  const names = namesOf(data, x['field']);
  if (names === undefined) return spec;
  const longest = Math.max(...[...names].map(({ length }) => length), 0);
  const labels = labelsFor(width / Math.max(names.size, 1), longest * characterPx + 8);
  return { ...spec, config: { axisXDiscrete: labels, ...(isJson(config) ? config : {}) } };
}

/** Where not even lines on end have room, some names are left out; Vega would leave out leaning ones that do have room. */
function labelsFor(stepPx: number, lengthPx: number): Json {
  if (lengthPx < stepPx) return { labelAngle: 0, labelOverlap: false };
  // The first of them reaches to the left, over the axis there, and would be cut beyond it.
  const reachPx = Math.min(lengthPx, labelLimitPx) * Math.cos((40 * Math.PI) / 180);
  if (stepPx >= leaningStepPx && reachPx < leastAxisPx + stepPx / 2) return { labelAngle: -40, labelOverlap: false };
  if (stepPx >= upendedStepPx) return { labelAngle: -90, labelOverlap: false, labelLimit: 140 };
  return { labelAngle: -40, labelOverlap: 'greedy' };
}

/** What a field holds; nothing where the data is not in the specification, or is worked out by it. */
export function namesOf(data: unknown, field: unknown): ReadonlySet<string> | undefined {
  const values = isJson(data) ? data['values'] : undefined;
  if (!Array.isArray(values)) return undefined;
  return new Set(values.map((record: unknown) => (isJson(record) ? String(record[String(field)]) : '')));
}
