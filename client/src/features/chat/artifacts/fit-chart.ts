import { isJson, type Json } from './json.ts';

const maxWidthPx = 900;
/** About what a character of a label takes. */
const characterPx = 7;
/** Between two facets, with the axis of the next one. */
const facetGapPx = 24;
/** The axis before the first one. */
const axisPx = 72;
const facetWidthPx = 170;

export interface FittedChart {
  readonly spec: object;
  /** Whether its width is that of the page, and follows it. */
  readonly isFitted: boolean;
}

/** Single and layered charts take the width that there is; facets that wrap do so where it ends; others keep their size. */
export function fitChart(spec: object, width: number): FittedChart {
  const { title: _title, ...untitled } = spec as Json; // read as JSON; the page shows the title itself
  if (width === 0) return { spec: untitled, isFitted: false };
  const wrapping = wrappingOf(untitled);
  if (wrapping !== undefined) return { spec: wrapped(untitled, wrapping, width), isFitted: false };
  const isSimple = 'mark' in untitled || 'layer' in untitled;
  if (!isSimple || isJson(untitled['width']) || isFaceted(untitled['encoding'])) {
    return { spec: untitled, isFitted: false };
  }
  return {
    isFitted: true,
    spec: {
      ...withLabelAngle(untitled, untitled, width - axisPx),
      ...(isJson(untitled['height']) && { height: roomyStep(untitled) }),
      width: fittedWidth(width),
      autosize: { type: 'fit-x', contains: 'padding' },
    },
  };
}

export function fittedWidth(width: number): number {
  return Math.min(width, maxWidthPx);
}

/** Bars side by side that are not too thin to be pointed at; those in groups have a thinner step each. */
function roomyStep({ height, encoding }: Json): unknown {
  const step = isJson(height) ? height['step'] : undefined;
  const isGrouped = isJson(encoding) && encoding['yOffset'] !== undefined;
  return typeof step === 'number' ? { ...(height as Json), step: Math.max(step, isGrouped ? 14 : 28) } : height;
}

/** Names along the bottom stand upright as long as they have room beside each other; else, and where they are known, aslant. */
function withLabelAngle(spec: Json, { encoding }: Json, width: number): Json {
  const { config, data } = spec;
  const x = isJson(encoding) ? encoding['x'] : undefined;
  if (!isJson(x) || (x['type'] !== 'nominal' && x['type'] !== 'ordinal')) return spec;
  const names = namesOf(data, x['field']);
  if (names === undefined) return spec;
  const longest = Math.max(...[...names].map(({ length }) => length), 0);
  const labelAngle = names.size * (longest * characterPx + 8) < width ? 0 : -40;
  return { ...spec, config: { axisXDiscrete: { labelAngle }, ...(isJson(config) ? config : {}) } };
}

function isFaceted(encoding: unknown): boolean {
  return isJson(encoding) && (isJson(encoding['row']) || isJson(encoding['column']) || isJson(encoding['facet']));
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

/** What a field holds; nothing where the data is not in the specification, or is worked out by it. */
function namesOf(data: unknown, field: unknown): ReadonlySet<string> | undefined {
  const values = isJson(data) ? data['values'] : undefined;
  if (!Array.isArray(values)) return undefined;
  return new Set(values.map((record: unknown) => (isJson(record) ? String(record[String(field)]) : '')));
}
