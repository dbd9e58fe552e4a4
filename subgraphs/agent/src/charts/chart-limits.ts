/** What a chart may ask for. Beyond it a chart is refused with a message that says what to do. */
export const chartLimits = {
  /** Rows of inline data, in all data sets of a specification together. */
  rows: 50_000,
  /** CSS pixels of the finished drawing, either way. */
  sidePixels: 4000,
  areaPixels: 6_000_000,
  /** Rows that a generator (`sequence`, `graticule`, …) may make. */
  generatedRows: 50_000,
  specBytes: 8 * 1024 ** 2,
  svgBytes: 12 * 1024 ** 2,
  pngBytes: 24 * 1024 ** 2,
} as const;

/** The picture is drawn at this scale for dense screens. */
export const pngScale = 2;
