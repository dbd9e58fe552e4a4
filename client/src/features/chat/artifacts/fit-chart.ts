import { fitConcat } from './fit-concat.ts';
import { fitFacets } from './fit-facets.ts';
import { legendPx, withLegendColumns } from './fit-legend.ts';
import { withLabelAngle } from './fit-names.ts';
import { isJson, type Json } from './json.ts';
import { withWrappedTitles } from './wrapped-titles.ts';

const maxWidthPx = 900;
/** The axis before what is drawn. */
const axisPx = 72;

export interface FittedChart {
  readonly spec: object;
  /** Whether its width is that of the page, and follows it. */
  readonly isFitted: boolean;
}

/** Single and layered charts take the width that there is; facets and charts beside each other wrap where it ends; others keep their size. */
export function fitChart(spec: object, width: number): FittedChart {
  const { title: _title, ...rest } = spec as Json; // read as JSON; the page shows the title itself
  const untitled = width > 0 ? withWrappedTitles(rest, width - axisPx) : rest;
  if (width === 0) return { spec: untitled, isFitted: false };
  const inRows = fitFacets(untitled, width) ?? fitConcat(untitled, width);
  if (inRows !== undefined) return { spec: inRows, isFitted: false };
  const isSimple = 'mark' in untitled || 'layer' in untitled;
  if (!isSimple || isJson(untitled['width']) || isFaceted(untitled['encoding'])) {
    return { spec: untitled, isFitted: false };
  }
  return {
    isFitted: true,
    spec: {
      ...withLegendColumns(withLabelAngle(untitled, untitled, width - axisPx - legendPx(untitled, width)), width),
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

function isFaceted(encoding: unknown): boolean {
  return isJson(encoding) && (isJson(encoding['row']) || isJson(encoding['column']) || isJson(encoding['facet']));
}
