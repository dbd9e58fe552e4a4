import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { z } from 'zod';
import { hasChromium } from '../support/chromium.ts';
import { type ClientSystem, startClientSystem } from '../support/client-system.ts';
import { root } from '../support/root.ts';
import { screenshot } from '../support/screenshot.ts';
import { type SignedInPage, openSignedIn } from '../support/signed-in-page.ts';

const question = 'How is body_mass_g distributed?';
/** How many penguins weigh 2,700 g to 3,000 g, and so on to 6,300 g; counted from the file by a script of another language. */
const counts = [9, 25, 56, 54, 44, 36, 34, 26, 19, 22, 13, 4];

/** For each pixel from left to right how many below each other are of a bar: of one colour, and a strong one. */
const columnsScript = `(canvas) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  return Array.from({ length: width }, (_, x) => {
    let count = 0;
    for (let y = 0; y < height; y++) {
      const [red, green, blue, alpha] = data.slice(4 * (y * width + x), 4 * (y * width + x) + 4);
      if (alpha > 250 && blue - red > 90 && green > 80) count += 1;
    }
    return count;
  });
}`;

((await hasChromium()) ? describe : describe.skip)('a histogram on the page', () => {
  const opened = new AsyncDisposableStack();
  let watched: SignedInPage;
  beforeAll(async () => {
    const system: ClientSystem = opened.use(await startClientSystem());
    watched = opened.use(await openSignedIn(system, { viewport: { width: 1400, height: 900 } }));
    const { person, page } = watched;
    await person.must('mutation { createSession(title: "Penguins") { id } }');
    await person.upload(join(root, 'examples/penguins.csv'));
    await person.lastEvent(await person.ask(question), 'seq');
    await page.goto('/');
    await page.getByRole('article', { name: question }).waitFor();
  }, 240_000);
  afterAll(() => opened.disposeAsync(), 60_000);

  it.each(['light', 'dark'] as const)(
    'has a bar for every bin, as wide as the others and as tall as its count: %s',
    async (colorScheme) => {
      const { page } = watched;
      await page.emulateMedia({ colorScheme });
      await page.locator('.chart[aria-busy=false] canvas').waitFor();
      await screenshot(page, `charts-histogram-${colorScheme}`);
      const canvas = page.locator('.chart canvas');
      const columns = z
        .array(z.number())
        .parse(await canvas.evaluate(`(${columnsScript})(document.querySelector('.chart canvas'))`));
      const bars = barsOf(columns);
      expect(bars).toHaveLength(counts.length);
      const widths = bars.map(({ width }) => width);
      expect(Math.min(...widths)).toBeGreaterThan(20);
      expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(2);
      const unit = Math.max(...bars.map(({ height }) => height)) / Math.max(...counts);
      for (const [index, { height }] of bars.entries()) expect(height / unit).toBeCloseTo(counts[index] ?? 0, -0.5);
      expect(watched.faults()).toEqual([]);
    },
    60_000,
  );
});

/** Neighbours of one height, parted by the gap between two bars. */
function barsOf(columns: readonly number[]): readonly { readonly width: number; readonly height: number }[] {
  const bars: { width: number; height: number }[] = [];
  for (const [x, height] of columns.entries()) {
    if (height < 2) continue;
    const last = bars.at(-1);
    const isGap = (columns[x - 1] ?? 0) < height * 0.5;
    if (last === undefined || isGap) bars.push({ width: 1, height });
    else {
      last.width += 1;
      last.height = Math.max(last.height, height);
    }
  }
  return bars.filter(({ width }) => width > 2); // the edge of one may shine through the gap
}
