import { Resvg } from '@resvg/resvg-js';
import { pngScale } from '../chart-limits.ts';

export interface Fonts {
  readonly files: readonly string[];
  readonly defaultFamily: string;
}

/** The SVG must have been sanitised: the rasteriser would open files that it refers to. */
export function drawPng(svg: string, { files, defaultFamily }: Fonts): Uint8Array {
  const image = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: pngScale },
    font: {
      loadSystemFonts: false,
      fontFiles: [...files],
      defaultFontFamily: defaultFamily,
      sansSerifFamily: defaultFamily,
    },
  });
  return image.render().asPng();
}
