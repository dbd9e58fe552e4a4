import { namesOf, withLabelAngle } from './fit-names.ts';
import { isJson, type Json } from './json.ts';

/** Between two facets, with the axis of the next one. */
const facetGapPx = 24;
/** The axis before the first one. */
const axisPx = 72;
const facetWidthPx = 170;

/** Facets that wrap, so that they do where the page ends; nothing for what is none of them, or says itself how many stand in a row. */
export function fitFacets(spec: Json, width: number): object | undefined {
  const wrapping = wrappingOf(spec);
  return wrapping === undefined ? undefined : wrapped(spec, wrapping, width);
}

interface Wrapping {
  readonly field: unknown;
  readonly isOperator: boolean;
}

/** The field of facets that wrap, unless the specification says how many stand beside each other. */
function wrappingOf({ facet, encoding, columns }: Json): Wrapping | undefined {
  const inEncoding = isJson(encoding) ? encoding['facet'] : undefined;
  const wrapping = isJson(facet) ? facet : inEncoding;
  if (!isJson(wrapping) || !('field' in wrapping)) return undefined;
  if (columns !== undefined || wrapping['columns'] !== undefined) return undefined;
  return { field: wrapping['field'], isOperator: isJson(facet) };
}

/** As many beside each other as have room; those without a width of their own share what there is. */
function wrapped(facets: Json, { field, isOperator }: Wrapping, width: number): object {
  const unit = isOperator && isJson(facets['spec']) ? facets['spec'] : facets;
  const own = unit['width'];
  const each = typeof own === 'number' ? own : facetWidthPx;
  const most = Math.max(1, Math.floor((width - axisPx) / (each + facetGapPx)));
  const columns = Math.min(most, namesOf(facets['data'], field)?.size ?? most);
  const shared = Math.floor((width - axisPx) / columns) - facetGapPx;
  const size = { width: own ?? shared, height: unit['height'] ?? facetWidthPx };
  const spec = withLabelAngle(facets, unit, typeof own === 'number' ? own : shared);
  if (isOperator) return { ...spec, spec: { ...unit, ...size }, columns };
  const { encoding } = spec;
  const facet = isJson(encoding) ? encoding['facet'] : undefined;
  if (!isJson(encoding) || !isJson(facet)) return spec;
  return { ...spec, ...size, encoding: { ...encoding, facet: { ...facet, columns } } };
}
