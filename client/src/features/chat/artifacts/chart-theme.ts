import type { Config } from 'vega-lite';

const font = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
/** Below it a legend beside the chart would take the chart's room. */
const narrowPx = 520;

interface Inks {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly mark: string;
}

const light: Inks = { text: '#15171c', muted: '#565c6b', line: '#e2e4ea', mark: '#4f46e5' };
const dark: Inks = { text: '#eceef3', muted: '#a3a9b8', line: '#2c313c', mark: '#8b93ff' };

export function inkOf(isDark: boolean): string {
  return (isDark ? dark : light).text;
}

/** Vega-Lite's configuration for a chart of some width in the page's colours; what a specification configures itself wins. */
export function chartTheme(isDark: boolean, width: number): Config {
  const { text, muted, line, mark } = isDark ? dark : light;
  const isNarrow = width < narrowPx;
  const labels = { labelFontSize: 12, titleFontSize: 12, labelLimit: isNarrow ? 110 : 180 } as const;
  return {
    background: 'transparent',
    font,
    padding: 4,
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
    legend: {
      ...labels,
      labelColor: muted,
      titleColor: text,
      titleFontWeight: 500,
      ...(isNarrow && { orient: 'bottom', columns: 2 }),
    },
    title: { color: text, subtitleColor: muted },
    header: { labelColor: muted, titleColor: text, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500 },
    mark: { color: mark },
    text: { color: text },
    rule: { color: muted },
    bar: { cornerRadiusEnd: 2 },
    line: { strokeWidth: 2 },
  };
}
