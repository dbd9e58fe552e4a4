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
    for (const [index, chart] of (await drawn.all()).entries()) {
      await chart.scrollIntoViewIfNeeded();
      await visitor.look(`chart-${index}`);
    }
    // Drawn anew for light, each is as tall as its picture.
    await page.waitForFunction(`[...document.querySelectorAll('.chart:has(canvas)')].every(
      (chart) => chart.offsetHeight - chart.querySelector('canvas').offsetHeight <= 20)`);
    return visitor.faults();
  },
};
