import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasChromium } from '../../support/chromium.ts';
import { type ClaudeSystem, startClaudeSystem } from '../../support/client-system.ts';
import { answers } from './answers.ts';
import { charts } from './charts.ts';
import { dialogs } from './dialogs.ts';
import { doors } from './doors.ts';
import { endings } from './endings.ts';
import { uploads } from './uploads.ts';
import { Visitor, type Size } from './visitor.ts';

const visits = { ...doors, ...dialogs, ...uploads, ...answers, ...charts, ...endings };

((await hasChromium()) ? describe : describe.skip)('every screen is without a fault that axe finds', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem();
  }, 180_000);
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  for (const size of ['wide', 'phone'] satisfies Size[]) {
    for (const [name, visit] of Object.entries(visits)) {
      it(`${name}, ${size}`, async () => {
        expect(await visit(system, size)).toEqual([]);
      }, 300_000);
    }
  }

  it('nothing moves for those who want it still', async () => {
    await using visitor = await Visitor.comeSignedIn(system, 'wide');
    system.claude.holdReportsAt(2);
    await visitor.ask('What is the average body mass by species?');
    await system.claude.untilHeld();
    const moving =
      'document.getAnimations().filter(({ effect }) => effect.getComputedTiming().activeDuration > 1).length';
    await visitor.page.locator('.animate-spin').first().waitFor();
    expect(await visitor.page.evaluate(moving)).toBe(0);
    system.claude.goOn();
  }, 120_000);
});
