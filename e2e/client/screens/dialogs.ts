import type { ClaudeSystem } from '../../support/client-system.ts';
import { Visitor, type Size } from './visitor.ts';

export const dialogs = {
  async 'dialogs and menus of sessions'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.comeSignedIn(system, size, { hasFile: false });
    const { page } = visitor;
    await visitor.openPanel('Sessions');
    await visitor.button('New session').click();
    await visitor.look('new-session', page.getByRole('dialog', { name: 'New session' }));
    await visitor.button('Create').click();
    await visitor.look('new-session-error', page.getByText('Give the session a title.'));
    await page.keyboard.press('Escape');
    await visitor.button(/^Actions for/).click();
    await visitor.look('session-menu', page.getByRole('menuitem', { name: 'Rename' }));
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await visitor.look('rename-session', page.getByRole('dialog', { name: 'Rename session' }));
    await page.keyboard.press('Escape');
    await visitor.button(/^Actions for/).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await visitor.look('session-deleted', visitor.button('Undo'));
    return visitor.faults();
  },

  async 'a file, its rows, and its dialogs'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.comeSignedIn(system, size);
    const { page } = visitor;
    await visitor.look('suggested-questions', page.getByRole('list', { name: 'Questions to begin with' }));
    await visitor.openPanel('Files');
    await visitor.look('profile', page.getByText('beak_length_mm'));
    await visitor.button(/^Edit: Description/).click();
    await visitor.look('edit-description', page.getByLabel('Description'));
    await visitor.button('Cancel').click();
    await visitor.button('Look at the rows').click();
    await visitor.look('preview', page.getByRole('cell', { name: 'Adelie' }));
    await page.keyboard.press('Escape');
    await visitor.button(/^Take .* out of this session/).click();
    await page.getByText('Your other files').click();
    await visitor.look('other-files', visitor.button(/^Actions for penguins/));
    await visitor.button(/^Actions for penguins/).click();
    await visitor.look('file-menu', page.getByRole('menuitem', { name: 'Use', exact: true }));
    await page.getByRole('menuitem', { name: /Delete/ }).click();
    await visitor.look('delete-file', page.getByRole('dialog', { name: 'Delete file' }));
    return visitor.faults();
  },
};
