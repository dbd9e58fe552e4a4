import type { ClaudeSystem } from '../../../e2e/support/client-system.ts';
import { latencyOf } from '../percentiles.ts';
import type { Figure } from '../page.ts';

const rounds = 7;
const slowDown = 4;

/** What the browser itself noted of the load: its paints, and what its scripts weighed on the way. */
const readPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint !== undefined) resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;
const readScripts = `performance.getEntriesByType('resource')
  .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`;

/** A first visit: nothing is cached, and the processor is slow. */
export async function* measureFirstLoad(system: ClaudeSystem): AsyncGenerator<Figure> {
  const paints: number[] = [];
  const screens: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    await using watched = await system.openPage();
    const { page, context } = watched;
    const debugging = await context.newCDPSession(page);
    await debugging.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.goto('/');
    paints.push(Number(await page.evaluate(readPaint)));
    await page.getByLabel('E-mail').waitFor();
    screens.push(Number(await page.evaluate('performance.now()')));
    bytes = Number(await page.evaluate(readScripts));
  }
  const conditions = `${slowDown}x slower processor, median of ${rounds}`;
  yield { name: `first contentful paint, ${conditions}`, value: latencyOf(paints).p50, unit: 'ms', goal: 1_000 };
  yield { name: `the sign-in form can be used, ${conditions}`, value: latencyOf(screens).p50, unit: 'ms', goal: 2_000 };
  yield { name: 'JavaScript of the first load, compressed', value: bytes / 1_000, unit: 'kB', goal: 200 };
}
