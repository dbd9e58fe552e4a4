import type { JsonObject } from '../sandbox/sandbox.ts';

/** Draws Vega-Lite specifications. They come from generated code: drawn in a child process, without network or files. */
export interface ChartRenderer {
  /**
   * @throws AppError CHART_INVALID when the specification cannot be drawn (the message says why, for a repair),
   *   CHART_TIMEOUT when drawing took too long.
   */
  render(spec: JsonObject, options?: { readonly signal?: AbortSignal }): Promise<RenderedChart>;
  dispose(): Promise<void>;
}

export interface RenderedChart {
  /** Free of scripts, foreign objects and outside references. */
  readonly svg: string;
  /** Drawn at twice the size for dense screens. */
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}
