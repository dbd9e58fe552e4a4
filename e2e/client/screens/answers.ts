import type { ClaudeSystem } from '../../support/client-system.ts';
import { Visitor, type Size } from './visitor.ts';

const question = 'What is the average body mass by species?';

export const answers = {
  async 'an answer, from its first words to its code'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.comeSignedIn(system, size);
    const { page } = visitor;
    await page.getByText('Technical').click();
    system.claude.holdReportsAt(12);
    await visitor.ask(question);
    await system.claude.untilHeld();
    await visitor.look('streaming', page.getByText('On average'));
    system.claude.goOn();
    await visitor.button('Copy the answer').waitFor();
    await page.getByRole('group', { name: 'Table' }).waitFor();
    await visitor.look('answer', page.locator('canvas'));
    await visitor.button(/^Data of/).click();
    await visitor.look('chart-data', page.getByRole('dialog'));
    await page.keyboard.press('Escape');
    await visitor.button(/^Save /).click();
    await visitor.look('chart-menu', page.getByRole('menuitem', { name: 'Save as PNG' }));
    await page.keyboard.press('Escape');
    await visitor.button(/^Answered in/).click();
    await visitor.look('plan', page.getByRole('listitem').filter({ hasText: 'Body mass by species' }));
    await visitor.button(/^JavaScript code/).click();
    await visitor.look('code', page.locator('.tok-keyword'));
    await visitor.button('Edit').click();
    await visitor.look('code-editor', page.locator('.cm-content'));
    await visitor.button('Discard changes').click();
    await page.getByRole('button', { name: 'Export this answer' }).click();
    await visitor.look('export-menu', page.getByRole('menuitem', { name: 'Jupyter notebook' }));
    await page.keyboard.press('Escape');
    return visitor.faults();
  },
};
