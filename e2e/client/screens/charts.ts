import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaudeSystem } from '../../support/client-system.ts';
import { Visitor, type Size } from './visitor.ts';

export const charts = {
  async 'charts of every shape'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    const { code } = system.claude;
    system.claude.code = await readFile(join(import.meta.dirname, 'charts.js'), 'utf8');
    await using visitor = await Visitor.comeSignedIn(system, size);
    const { page } = visitor;
    await visitor.ask('Draw everything.');
    const drawn = page.locator('.chart:has(canvas)');
    await drawn.nth(5).waitFor();
    system.claude.code = code;
    const gaps: string[] = [];
    for (const [index, chart] of (await drawn.all()).entries()) {
      await chart.scrollIntoViewIfNeeded();
      await visitor.look(`chart-${index}`);
      await page.locator('.chart[aria-busy=true]').first().waitFor({ state: 'detached' }); // drawn anew for light
      const [outer, inner] = [await chart.boundingBox(), await chart.locator('canvas').boundingBox()];
      const empty = (outer?.height ?? 0) - (inner?.height ?? 0);
      if (empty > 20) gaps.push(`chart ${index} has ${empty} empty pixels below it`);
    }
    return [...visitor.faults(), ...gaps];
  },
};
