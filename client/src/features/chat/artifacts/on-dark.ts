import { color, lab, type LabColor } from 'd3-color';
import { isJson, type Json } from './json.ts';

export interface Surface {
  readonly ground: string;
  /** What is written on it. */
  readonly ink: string;
  /** What is written on the light cells of a heat map. */
  readonly cellInk: string;
}

/** Of what is drawn, with room for marks that are half transparent; WCAG asks for 3. */
const leastContrast = 4;
const dataKeys: ReadonlySet<string> = new Set(['data', 'datasets', 'values']);
const colourKey = /(?:color|fill|stroke|range)$/i;

/**
 * A specification that was made for white paper, on a dark page: what is black becomes the page's ink, other dark colours so
 * much lighter that they are seen. Words that stand on the cells of a heat map keep their colours; data stays as it is.
 */
export function onDark(spec: unknown, surface: Surface): unknown {
  return partOnDark(spec, surface, false);
}

function partOnDark(part: unknown, surface: Surface, isColour: boolean): unknown {
  if (typeof part === 'string') return isColour ? seenOn(part, surface) : part;
  if (Array.isArray(part)) return part.map((item: unknown) => partOnDark(item, surface, isColour));
  if (!isJson(part)) return part;
  const isOnCells = Array.isArray(part['layer']) && part['layer'].some((each) => markOf(each) === 'rect');
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      if (dataKeys.has(key)) return [key, value];
      if (key === 'layer' && isOnCells) return [key, layersOnCells(value, surface)];
      return [key, partOnDark(value, surface, colourKey.test(key) || (isColour && isColourOfChannel(key)))];
    }),
  );
}

/** Where a channel for colours holds one: `{condition: {test, value}, value}`, `{scale: {range}}`. */
function isColourOfChannel(key: string): boolean {
  return key === 'value' || key === 'condition' || key === 'scale';
}

function layersOnCells(layers: unknown, surface: Surface): unknown {
  if (!Array.isArray(layers)) return layers;
  return layers.map((each: unknown) =>
    isJson(each) && markOf(each) === 'text' ? withMarkColour(each, surface.cellInk) : partOnDark(each, surface, false),
  );
}

function withMarkColour(unit: Json, ink: string): Json {
  const { mark } = unit;
  return { ...unit, mark: { color: ink, ...(isJson(mark) ? mark : { type: mark }) } };
}

function markOf(unit: unknown): unknown {
  const mark = isJson(unit) ? unit['mark'] : undefined;
  return isJson(mark) ? mark['type'] : mark;
}

/** The same colour, lighter where it would hardly be seen; what is no colour, or transparent, stays as it is. */
function seenOn(text: string, { ground, ink }: Surface): string {
  if (color(text) === null || text === 'transparent') return text;
  const colour = lab(text);
  if (colour.l < 22 && Math.hypot(colour.a, colour.b) < 8) return ink;
  const groundColour = lab(ground);
  if (contrast(colour, groundColour) >= leastContrast) return text;
  while (contrast(colour, groundColour) < leastContrast && colour.l < 100) colour.l += 2;
  return colour.formatRgb();
}

/** By https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, the lightness of CIELAB being made of the same luminance. */
function contrast(one: LabColor, other: LabColor): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance({ l }: LabColor): number {
  return l > 8 ? ((l + 16) / 116) ** 3 : l / 903.3;
}

/** Whether a colour is nearer to black than to white: what stands on it has to be light. */
export function isDarkColour(text: string): boolean {
  return color(text) !== null && luminance(lab(text)) < 0.18;
}
