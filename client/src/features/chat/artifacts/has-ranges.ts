import { isJson } from './json.ts';

/**
 * Whether some mark of a specification reaches from one value to another (`x2`, `y2`). Vega-Lite 6 draws such bars without any
 * width when their corners are to be round: it groups them by their beginning alone.
 */
export function hasRanges(spec: unknown): boolean {
  if (Array.isArray(spec)) return spec.some(hasRanges);
  if (!isJson(spec)) return false;
  return Object.entries(spec).some(
    ([key, part]) => key === 'x2' || key === 'y2' || (key !== 'data' && key !== 'datasets' && hasRanges(part)),
  );
}
