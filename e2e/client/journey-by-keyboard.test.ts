import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hasChromium } from '../support/chromium.ts';
import { type ClientSystem, startClientSystem } from '../support/client-system.ts';
import { focusOf, isFocusVisible } from '../support/focus.ts';
import { root } from '../support/root.ts';
import { screenshot } from '../support/screenshot.ts';
import { openSignedIn } from '../support/signed-in-page.ts';

const penguins = join(root, 'examples/penguins.csv');
const question = 'What is the average body mass by species?';

/** A keyboard, and eyes that look for the focus after every key. */
class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** By Tab, or backwards, to what has this role and name; whatever comes between must be seen to have the focus. */
  async to(what: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    while (passed.length < 80) {
      await this.press(key);
      const focus = await focusOf(this.page);
      passed.push(focus);
      if (focus !== 'nothing' && !(await isFocusVisible(this.page))) throw new Error(`not seen: ${focus}`);
      if (focus.startsWith(what)) return;
    }
    throw new Error(`${what} is not reached: ${passed.join(' > ')}`);
  }

  /** Waits for the focus to be there: dialogs and menus take it, and give it back. */
  async isOn(what: string): Promise<void> {
    const deadline = Date.now() + 10_000;
    let focus = await focusOf(this.page);
    while (!focus.startsWith(what) && Date.now() < deadline) focus = await focusOf(this.page);
    expect(focus.slice(0, what.length)).toBe(what);
  }
}

((await hasChromium()) ? describe : describe.skip)('the page by keyboard alone', () => {
  let system: ClientSystem;
  beforeAll(async () => {
    system = await startClientSystem();
  }, 240_000);
  afterAll(async () => system[Symbol.asyncDispose]());

  it('leads from an empty database to an exported notebook', async () => {
    await using watched = await system.openPage();
    const { page } = watched;
    const keys = new Keyboard(page);
    page.on('filechooser', (chooser) => void chooser.setFiles(penguins)); // no key reaches into the system's own dialog
    await page.goto('/');
    await keys.isOn('email E-mail');
    await keys.to('button Create an account');
    await keys.press('Enter');
    await keys.to('email E-mail', 'Shift+Tab');
    await keys.type('ada');
    await keys.press('Enter');
    await page.getByText('Enter an e-mail address').waitFor();
    await keys.isOn('email E-mail');
    await keys.press('ControlOrMeta+A');
    await keys.type(`${randomUUID()}@example.org`);
    await keys.press('Tab');
    await keys.type('correct horse');
    await keys.press('Enter');

    await page.getByRole('heading', { name: 'Start your first session' }).waitFor();
    await keys.isOn('text Title');
    await keys.type('Penguins');
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Penguins', exact: true }).waitFor();
    await keys.isOn('textarea Your question');

    await keys.to('button Add a dataset');
    await keys.press('Enter');
    await page.getByText('344 rows · 7 columns').waitFor();
    await keys.isOn('button Add a dataset');
    await keys.to('button Look at the rows');
    await keys.press('Enter');
    await page.getByRole('row', { name: '1 Adelie Torgersen' }).first().waitFor();
    await keys.to('region Rows of penguins');
    await keys.press('End');
    await page.getByRole('row', { name: '344 Gentoo Biscoe' }).waitFor();
    await screenshot(page, 'keyboard-01-rows');
    await keys.press('Escape');
    await keys.isOn('button Look at the rows');

    await keys.to('button Edit: Note on species');
    await keys.press('Enter');
    await keys.type('Three kinds.');
    await keys.press('ControlOrMeta+Enter');
    await page.getByText('Three kinds.').waitFor();
    await keys.isOn('button Edit: Note on species');

    await keys.press('/');
    await keys.isOn('textarea Your question');
    await keys.to('radio Auto');
    await keys.press('ArrowRight');
    await keys.isOn('radio Quick');
    await keys.press('ArrowLeft');
    await keys.press('/');
    await keys.type(question);
    await keys.press('ControlOrMeta+Enter');
    const answer = page.getByRole('article', { name: question });
    await answer.getByRole('button', { name: 'Export this answer' }).waitFor();
    for (const mean of ['3,700.66', '3,733.09', '5,076.02']) await answer.getByText(mean).first().waitFor();
    await keys.isOn('textarea Your question');
    await screenshot(page, 'keyboard-02-answered');

    await keys.to('button Export this answer', 'Shift+Tab');
    await keys.press('Enter');
    await keys.isOn('menuitem Markdown');
    await keys.press('ArrowDown');
    await keys.isOn('menuitem HTML');
    await keys.press('ArrowDown');
    await keys.isOn('menuitem Jupyter notebook');
    const [notebook] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
    expect(notebook.suggestedFilename()).toBe('what-is-the-average-body-mass-by-species.ipynb');
    await keys.isOn('button Export this answer');

    await keys.to('button Search this conversation', 'Shift+Tab');
    await keys.press('Enter');
    await keys.isOn('search Search this conversation');
    await keys.type('gentoo');
    await page.getByText('1/1').waitFor();
    await keys.press('Escape');
    await keys.isOn('button Search this conversation');
    expect([...watched.faults(), ...system.reportedViolations()]).toEqual([]);
  }, 90_000);

  it('never loses the focus to what goes away: dialogs, menus, rows that are deleted', async () => {
    await using watched = await openSignedIn(system);
    const { page, person } = watched;
    const keys = new Keyboard(page);
    await person.must('mutation { a: createSession(title: "Whales") { id } b: createSession(title: "Seals") { id } }');
    await person.upload(penguins);
    await person.upload(new Blob(['a\n1\n']), { name: 'other' });
    await page.goto('/');
    await page.getByRole('heading', { name: 'Seals' }).waitFor();

    await keys.to('button New session');
    await keys.press('Enter');
    await keys.isOn('text Title');
    await keys.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' }); // closed, it has no role any more, and stands there for a moment
    await keys.isOn('button New session');
    await keys.press('Enter');
    await keys.isOn('text Title');
    await keys.type('Rain');
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Rain' }).waitFor();
    await keys.isOn('button New session');

    await keys.to('button Actions for Seals');
    await keys.press('Enter');
    await keys.isOn('menuitem Rename');
    await keys.press('Escape');
    await keys.isOn('button Actions for Seals');
    await keys.press('Enter');
    await keys.isOn('menuitem Rename');
    await keys.press('Enter');
    await keys.isOn('text Title');
    await keys.type('Sea lions');
    await keys.press('Enter');
    await page.getByRole('link', { name: 'Sea lions' }).waitFor();
    await keys.isOn('button Actions for Sea lions');

    await keys.press('Enter');
    await keys.isOn('menuitem Rename');
    await keys.press('ArrowDown');
    await keys.isOn('menuitem Delete');
    await keys.press('Enter');
    await page.getByRole('link', { name: 'Sea lions' }).waitFor({ state: 'detached' });
    await keys.isOn('a Whales');
    await screenshot(page, 'keyboard-03-deleted');
    await keys.press('ControlOrMeta+z');
    await page.getByRole('link', { name: 'Sea lions' }).waitFor();
    await keys.to('a Sea lions', 'Shift+Tab');
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Sea lions' }).waitFor();
    await keys.isOn('a Sea lions');

    await keys.to('summary Your other files');
    await keys.press('Enter');
    await keys.to('button Actions for penguins');
    await keys.press('Enter');
    await keys.isOn('menuitem Use instead');
    await keys.press('ArrowDown');
    await keys.isOn('menuitem Join to this session');
    await keys.press('ArrowDown');
    await keys.isOn('menuitem Delete');
    await keys.press('Enter');
    await keys.isOn('button Keep it');
    await keys.to('button Delete');
    await keys.press('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' }); // closed, it has no role any more, and stands there for a moment
    await page.getByRole('button', { name: 'Actions for penguins' }).waitFor({ state: 'detached' });
    expect(await focusOf(page)).not.toBe('nothing');
    await screenshot(page, 'keyboard-04-file-deleted');
    await keys.to('button Take other out of this session');
    await keys.press('Enter');
    await page.getByText('First, a dataset').waitFor();
    expect(await focusOf(page)).not.toBe('nothing');
    expect([...watched.faults(), ...system.reportedViolations()]).toEqual([]);
  }, 90_000);
});
