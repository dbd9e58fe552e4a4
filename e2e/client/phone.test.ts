import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { hasChromium } from '../support/chromium.ts';
import { type ClientSystem, startClientSystem } from '../support/client-system.ts';
import { root } from '../support/root.ts';
import { screenshot } from '../support/screenshot.ts';

const penguins = join(root, 'examples/penguins.csv');
const question = 'What is the average body mass by species?';
const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

((await hasChromium()) ? describe : describe.skip)('the page on a phone', () => {
  let system: ClientSystem;
  beforeAll(async () => {
    system = await startClientSystem();
  }, 240_000);
  afterAll(async () => system[Symbol.asyncDispose]());

  it('is used by thumb from the first session to an answer that is read, and nothing scrolls sideways', async () => {
    await using watched = await system.openPage(phone);
    const { page } = watched;
    let step = 0;
    const look = async (name: string): Promise<void> => {
      step += 1;
      await screenshot(page, `phone-${String(step).padStart(2, '0')}-${name}`);
      expect([name, ...(await tooWide(page))]).toEqual([name]);
    };
    await page.goto('/');
    await page.getByRole('button', { name: 'Create an account' }).tap();
    await page.getByLabel('E-mail').fill(`${randomUUID()}@example.org`);
    await page.getByLabel('Password').fill('correct horse');
    await look('register');
    await page.getByRole('button', { name: 'Create account' }).tap();
    await page.getByLabel('Title').fill('Penguins of Palmer Station, Antarctica');
    await look('welcome');
    await page.getByRole('button', { name: 'Create session' }).tap();
    await page.getByText('First, a dataset').waitFor();
    await look('session');

    await page.getByRole('button', { name: 'Files' }).tap();
    const files = page.getByRole('dialog', { name: 'Files' });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      files.getByRole('button', { name: 'Add a dataset' }).tap(),
    ]);
    await chooser.setFiles(penguins);
    await files.getByText('344 rows · 7 columns').waitFor();
    await look('files');
    await files.getByRole('button', { name: 'Look at the rows' }).tap();
    await page.getByRole('region', { name: 'Rows of penguins' }).getByRole('row').nth(3).waitFor();
    await look('rows');
    await page.getByRole('dialog', { name: 'penguins' }).getByRole('button', { name: 'Close' }).tap();
    await files.getByRole('button', { name: 'Close' }).tap();
    await files.waitFor({ state: 'detached' });

    await page.getByRole('list', { name: 'Questions to begin with' }).waitFor();
    await look('questions');
    await page.getByLabel('Your question').fill(question);
    await page.getByRole('button', { name: 'Send' }).tap();
    const answer = page.getByRole('article', { name: question });
    await answer.getByRole('button', { name: 'Export this answer' }).waitFor();
    for (const mean of ['3,700.66', '3,733.09', '5,076.02']) await answer.getByText(mean).first().waitFor();
    await page.getByRole('list', { name: 'Questions that could come next' }).waitFor();
    await look('answer');
    await answer.getByRole('heading', { name: question }).scrollIntoViewIfNeeded();
    await look('answer-top');
    await answer.getByRole('button', { name: /code/ }).first().tap();
    await answer.getByLabel('Code', { exact: true }).waitFor();
    await look('code');

    expect([...watched.faults(), ...system.reportedViolations()]).toEqual([]);
  }, 90_000);

  it('has the sessions in a sheet, where they are made, renamed, deleted and brought back', async () => {
    await using watched = await system.openPage(phone);
    const { page } = watched;
    await register(page);
    await page.getByLabel('Title').fill('Whales');
    await page.getByRole('button', { name: 'Create session' }).tap();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();

    const sheet = page.getByRole('dialog', { name: 'Sessions' });
    await page.getByRole('button', { name: 'Sessions' }).tap();
    await sheet.getByRole('button', { name: 'New session' }).tap();
    await page.getByRole('dialog', { name: 'New session' }).getByLabel('Title').fill('Seals');
    await screenshot(page, 'phone-sheet-01-new');
    await page.getByRole('button', { name: 'Create', exact: true }).tap();
    await page.getByRole('heading', { name: 'Seals' }).waitFor();
    await sheet.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Sessions' }).tap();
    await sheet.getByRole('button', { name: 'Actions for Whales' }).tap();
    await screenshot(page, 'phone-sheet-02-menu');
    expect(await tooWide(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Rename' }).tap();
    await page.getByRole('dialog', { name: 'Rename session' }).getByLabel('Title').fill('Blue whales');
    await page.getByRole('button', { name: 'Rename', exact: true }).tap();
    await sheet.getByRole('button', { name: 'Actions for Blue whales' }).tap();
    await page.getByRole('menuitem', { name: 'Delete' }).tap();
    await sheet.getByRole('link', { name: 'Blue whales' }).waitFor({ state: 'detached' });
    await screenshot(page, 'phone-sheet-03-deleted');
    await page.getByRole('button', { name: 'Undo' }).tap();
    await sheet.getByRole('link', { name: 'Blue whales' }).tap();
    await page.getByRole('heading', { name: 'Blue whales' }).waitFor();
    expect([...watched.faults(), ...system.reportedViolations()]).toEqual([]);
  }, 60_000);
});

async function register(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Create an account' }).tap();
  await page.getByLabel('E-mail').fill(`${randomUUID()}@example.org`);
  await page.getByLabel('Password').fill('correct horse');
  await page.getByRole('button', { name: 'Create account' }).tap();
  await page.getByRole('heading', { name: 'Start your first session' }).waitFor();
}

const tooWideScript = `[document.documentElement, ...document.querySelectorAll('body *')]
  .filter((element) => element === document.documentElement
    ? element.scrollWidth > innerWidth
    : element.checkVisibility() && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
      && getComputedStyle(element).overflowX === 'visible' && element.getBoundingClientRect().right > innerWidth + 1
      && element.closest('[role=region], pre, table, .chart') === null)
  .map((element) => element.localName + '.' + element.className + ' ' + element.scrollWidth)`;

/** What is wider than the screen; regions that are made to be scrolled sideways are not counted. */
async function tooWide(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(tooWideScript));
}
