import { isJson, type Json } from './json.ts';

/** What a chart has without a width of its own. */
const usualPx = 200;
/** The axis of each one, and what is left free between two. */
const besidesPx = 84;
const heightPx = 160;

/**
 * Charts beside each other (`concat`, `hconcat`, a `repeat` of fields), as many in a row as there is room for, sharing the
 * width; nothing for what is none of these, or has units whose size is their own affair: one for each step of a scale.
 */
export function fitConcat(spec: Json, width: number): Json | undefined {
  const { concat, hconcat, repeat, columns, ...rest } = spec;
  const units = concat ?? hconcat;
  if (Array.isArray(units)) {
    if (!units.every(isSized)) return undefined;
    const row = rowOf(units, typeof columns === 'number' ? columns : units.length, width);
    return { ...rest, concat: units.map((unit) => ({ ...unit, ...row.size(unit) })), columns: row.columns };
  }
  const { spec: unit } = rest;
  if (!Array.isArray(repeat) || !isSized(unit)) return undefined;
  const row = rowOf(
    repeat.map(() => unit),
    typeof columns === 'number' ? columns : repeat.length,
    width,
  );
  return { ...rest, repeat, columns: row.columns, spec: { ...unit, ...row.size(unit) } };
}

/** A single chart with a width in pixels, or none. */
function isSized(unit: unknown): unit is Json {
  return isJson(unit) && ('mark' in unit || 'layer' in unit) && !isJson(unit['width']);
}

function rowOf(units: readonly Json[], wanted: number, width: number) {
  const widest = Math.max(...units.map((unit) => widthOf(unit)));
  const columns = Math.max(1, Math.min(wanted, units.length, Math.floor(width / (widest + besidesPx))));
  const shared = Math.floor(width / columns) - besidesPx;
  const total = units.slice(0, columns).reduce((sum, unit) => sum + widthOf(unit), 0);
  return {
    columns,
    /** Of the width that a row has each takes the part that it had. */
    size: (unit: Json) => ({
      width: columns < wanted ? shared : Math.floor((shared * columns * widthOf(unit)) / total),
      ...(!('height' in unit) && !hasNames(unit['encoding']) && { height: heightPx }),
    }),
  };
}

/** Rows of names are as tall as they are many. */
function hasNames(encoding: unknown): boolean {
  const y = isJson(encoding) ? encoding['y'] : undefined;
  return isJson(y) && (y['type'] === 'nominal' || y['type'] === 'ordinal');
}

function widthOf({ width }: Json): number {
  return typeof width === 'number' ? width : usualPx;
}
