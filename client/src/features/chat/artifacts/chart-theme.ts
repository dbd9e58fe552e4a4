import type { Config } from 'vega-lite';
import { narrowPx } from './fit-legend.ts';
import type { Surface } from './on-dark.ts';

const font = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

interface Inks {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly mark: string;
}

/** Of several legends; Vega's own, which Vega-Lite hands on and its types leave out. */
const belowEachOther = { bottom: { direction: 'vertical' } } as never;

const light: Inks = { text: '#15171c', muted: '#565c6b', line: '#e2e4ea', mark: '#4f46e5' };
const dark: Inks = { text: '#eceef3', muted: '#a3a9b8', line: '#2c313c', mark: '#8b93ff' };

/** What charts stand on by night: the page's own surface. */
export const darkSurface: Surface = { ground: '#171a21', ink: dark.text, cellInk: light.text };

export interface ChartLook {
  readonly isDark: boolean;
  readonly width: number;
  /** Whether bars may have round ends. */
  readonly isRounded: boolean;
}

/** Vega-Lite's configuration for a chart of some width in the page's colours; what a specification configures itself wins. */
export function chartTheme({ isDark, width, isRounded }: ChartLook): Config {
  const { text, muted, line, mark } = isDark ? dark : light;
  const isNarrow = width < narrowPx;
  const labels = { labelFontSize: 12, titleFontSize: 12, labelLimit: isNarrow ? 110 : 180 } as const;
  return {
    background: 'transparent',
    font,
    // The last label of an axis reaches over its end.
    padding: { left: 4, right: isNarrow ? 26 : 14, top: 4, bottom: 4 },
    view: { continuousHeight: 280, step: 28, stroke: null },
    scale: { barBandPaddingInner: 0.3, bandPaddingOuter: 0.15 },
    axis: {
      ...labels,
      titleFontWeight: 500,
      titlePadding: 8,
      labelSeparation: 12,
      labelColor: muted,
      titleColor: text,
      gridColor: line,
      domainColor: line,
      tickColor: line,
    },
    axisXDiscrete: { labelOverlap: 'greedy' },
    legend: {
      ...labels,
      labelColor: muted,
      titleColor: text,
      titleFontWeight: 500,
      symbolBaseFillColor: muted,
      symbolBaseStrokeColor: muted,
      ...(isNarrow && { orient: 'bottom', columns: 1, labelLimit: 190, layout: belowEachOther }),
    },
    title: { color: text, subtitleColor: muted },
    header: { labelColor: muted, titleColor: text, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500 },
    mark: { color: mark },
    text: { color: text },
    rule: { color: muted },
    bar: { cornerRadiusEnd: isRounded ? 2 : 0 },
    line: { strokeWidth: 2 },
  };
}
