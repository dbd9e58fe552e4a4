import type { JsonObject } from '../sandbox/sandbox.ts';

/** Draws Vega-Lite specifications. They come from generated code: drawn in child processes, without network or files. */
export interface ChartRenderer {
  /**
   * Waits for its turn: people take turns, and no chart of one delays those of another for long. The wait is not counted in the
   * time that a chart has.
   * @throws AppError CHART_INVALID when the specification cannot be drawn (the message says why, for a repair),
   *   CHART_TIMEOUT when drawing took too long, SANDBOX_UNAVAILABLE when no process can be had; the signal's reason when aborted.
   */
  render(spec: JsonObject, options: RenderOptions): Promise<RenderedChart>;
  dispose(): Promise<void>;
}

export interface RenderOptions {
  /** Whose chart it is. */
  readonly userId: string;
  readonly signal?: AbortSignal;
}

export interface RenderedChart {
  /** Free of scripts, foreign objects and outside references. */
  readonly svg: string;
  /** Drawn at twice the size for dense screens. */
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}
