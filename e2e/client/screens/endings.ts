import type { ClaudeSystem } from '../../support/client-system.ts';
import { Visitor, type Size } from './visitor.ts';

export const endings = {
  async 'runs that failed, were stopped, and are many'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.comeSignedIn(system, size);
    const { page } = visitor;
    system.claude.isRefusing = true;
    await visitor.ask('What is the average body mass by species?');
    await visitor.look('failed', page.getByText(/^Failed after/));
    system.claude.isRefusing = false;
    system.claude.holdReportsAt(8);
    await visitor.ask('And by island, for each of the years in which the birds were weighed?');
    await system.claude.untilHeld();
    await visitor.button('Stop').click();
    await visitor.look('cancelled', page.getByText('You stopped this run.'));
    system.claude.goOn();
    for (let asked = 3; asked <= 23; asked += 1) {
      await visitor.ask(`Question ${asked}: how heavy are they?`);
      await page.locator('article[aria-busy=false]', { hasText: `Question ${asked}:` }).waitFor();
    }
    await page.reload();
    await visitor.look('history', page.getByRole('button', { name: 'Earlier questions (3)' }));
    await visitor.button('Search this conversation').click();
    await page.getByPlaceholder('Search questions and answers').fill('heavy');
    await visitor.look('search', page.getByText('1/21'));
    return visitor.faults();
  },
};
