import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { hasChromium } from '../support/chromium.ts';
import { type ClaudeSystem, startClaudeSystem } from '../support/client-system.ts';
import { download, type Downloaded } from '../support/download.ts';
import { dragFiles } from '../support/drop-files.ts';
import { openFile } from '../support/opened-file.ts';
import { registerPerson } from '../support/person.ts';
import { root } from '../support/root.ts';
import { screenshot } from '../support/screenshot.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const penguins = join(root, 'examples/penguins.csv');
const question = 'What is the average body mass by species?';
const means = ['3,700.66', '3,733.09', '5,076.02'];

const notebookSchema = z.object({
  nbformat: z.literal(4),
  nbformat_minor: z.literal(5),
  cells: z.array(z.object({ id: z.string(), cell_type: z.enum(['markdown', 'code']), source: z.unknown() })).min(2),
});

((await hasChromium()) ? describe : describe.skip)('the page, to somebody new', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem();
  }, 240_000);
  afterAll(async () => system[Symbol.asyncDispose]());

  it('says by the field what is wrong before it makes an account', async () => {
    await using watched = await system.openPage();
    const { page } = watched;
    const field = (name: string): Locator => page.getByLabel(name, { exact: true });
    await page.goto('/');
    await screenshot(page, 'journey-01-sign-in');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await screenshot(page, 'journey-02-register');

    await field('E-mail').fill('ada');
    await field('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Enter an e-mail address').waitFor();
    await page.getByText('Use at least 8 characters.').waitFor();
    await untilFocused(field('E-mail'));
    await screenshot(page, 'journey-03-field-errors');

    await using taken = await registerPerson(system.system.gatewayUrl);
    await field('E-mail').fill(taken.email);
    await field('Password').fill('correct horse');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText(/already|taken|has an account/i).waitFor();
    await screenshot(page, 'journey-04-taken');
    await untilFocused(field('E-mail'));

    await field('E-mail').fill(`${randomUUID()}@example.org`);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Start your first session' }).waitFor();
    await screenshot(page, 'journey-05-welcome');
    expect(faultsOf(watched)).toEqual([expect.stringMatching(/409 .*\/auth\/register/)]);
  }, 60_000);

  it('leads from an empty database to an exported notebook', async () => {
    await using watched = await system.openPage();
    const { page } = watched;
    await register(page);

    await page.getByLabel('Title').fill('Penguins of Palmer');
    await page.getByRole('button', { name: 'Create session' }).click();
    await page.getByRole('heading', { name: 'Penguins of Palmer' }).waitFor();
    await page.getByText('First, a dataset').waitFor();
    await screenshot(page, 'journey-06-session');

    await using drag = await dragFiles(page, penguins);
    await page.getByText('Drop to ask about it here').waitFor();
    await screenshot(page, 'journey-07-drag');
    await drag.drop();
    const profile = page.getByRole('region', { name: 'Profile of penguins' });
    await profile.getByText('344 rows · 7 columns').waitFor();
    await page.getByRole('list', { name: 'Questions to begin with' }).waitFor();
    await screenshot(page, 'journey-08-profile');
    await profile.getByRole('img', { name: 'Distribution of body_mass_g' }).waitFor();
    expect(await profile.getByRole('img', { name: /^Distribution of / }).count()).toBe(4);
    await column(profile, 'body_mass_g').getByText('2 missing').waitFor();
    await column(profile, 'sex').getByText('3 % missing').waitFor();
    await column(profile, 'species').getByText('152').waitFor();

    await page.getByRole('button', { name: 'Look at the rows' }).click();
    const rows = page.getByRole('region', { name: 'Rows of penguins' });
    await rows.getByRole('row', { name: '1 Adelie Torgersen 39.1 18.7 181 3750 male' }).waitFor();
    await screenshot(page, 'journey-09-rows');
    await rows.hover();
    await page.mouse.wheel(0, 100_000);
    await rows.getByRole('row', { name: '344 Gentoo Biscoe 49.9 16.1 213 5400 male' }).waitFor();
    await screenshot(page, 'journey-10-rows-end');
    await page.getByRole('button', { name: 'Close' }).click();

    system.claude.holdReportsAt(8);
    await page.getByLabel('Your question').fill(question);
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('article', { name: question });
    await system.claude.untilHeld();
    await answer.getByText('On average a Gentoo').waitFor();
    await answer.getByRole('listitem').filter({ hasText: 'A chart of it' }).getByLabel('done').first().waitFor();
    await answer.getByRole('button', { name: 'Stop' }).waitFor();
    expect(await answer.getAttribute('aria-busy')).toBe('true');
    await screenshot(page, 'journey-11-streaming');
    system.claude.goOn();

    await answer.getByRole('button', { name: 'Export this answer' }).waitFor();
    for (const mean of means) await answer.getByRole('cell', { name: mean }).waitFor();
    expect(await answer.getByText('(not verified)').count()).toBe(0);
    await page.getByRole('list', { name: 'Questions that could come next' }).waitFor();
    expect(await page.getByRole('button', { name: 'Jump to latest' }).count()).toBe(0);
    await screenshot(page, 'journey-12-answered');

    const chart = answer.getByRole('img', { name: 'Chart: Mean body mass by species' });
    await chart.scrollIntoViewIfNeeded();
    await chart.locator('canvas, svg').first().waitFor();
    await hoverOverBar(page, chart);
    const tooltip = page.locator('#vg-tooltip-element.visible');
    await tooltip.getByText(/^(?:3,?700\.6|3,?733\.0|5,?076\.0)/).waitFor();
    await screenshot(page, 'journey-13-tooltip');

    await page.reload();
    await answer.getByRole('cell', { name: '5,076.02' }).waitFor();
    await chart.locator('canvas, svg').first().waitFor();
    await screenshot(page, 'journey-14-reloaded');
    await page.getByRole('button', { name: 'Search this conversation' }).click();
    await page.getByRole('searchbox', { name: 'Search this conversation' }).fill('chinstrap');
    await page.getByText('1/1').waitFor();
    await screenshot(page, 'journey-15-search');
    await page.getByRole('searchbox', { name: 'Search this conversation' }).fill('no such word');
    await page.getByText('0/0').waitFor();
    await page.keyboard.press('Escape');

    await using notebook = await saved(page, 'Export this session', 'Jupyter notebook');
    expect(notebook.fileName).toBe('penguins-of-palmer.ipynb');
    notebookSchema.parse(JSON.parse(notebook.text));
    for (const mean of means) expect(notebook.text).toContain(mean);
    expect(faultsOf(watched)).toEqual([]);
  }, 120_000);

  it('gives charts, answers and sessions away as files that are what they say', async () => {
    await using watched = await system.openPage();
    const { page } = watched;
    await register(page);
    await page.getByLabel('Title').fill('To take along');
    await page.getByRole('button', { name: 'Create session' }).click();
    await page.getByText('First, a dataset').waitFor();
    await page.getByLabel('Datasets').setInputFiles(penguins);
    await page.getByPlaceholder('Ask about penguins').fill(question);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('button', { name: 'Export this answer' }).waitFor();

    const chart = 'Save Mean body mass by species';
    await using png = await saved(page, chart, 'Save as PNG');
    expect(png.fileName).toBe('Mean-body-mass-by-species.png');
    expect(png.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    await using svg = await saved(page, chart, 'Save as SVG');
    expect(svg.text).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    await using html = await saved(page, chart, 'Save as HTML');
    await expectDrawn(html);

    for (const what of ['Export this answer', 'Export this session']) {
      await using markdown = await saved(page, what, 'Markdown');
      expect(markdown.text).toMatch(/^# /);
      expect(markdown.text).toContain(`${question}\n`);
      await using notebook = await saved(page, what, 'Jupyter notebook');
      notebookSchema.parse(JSON.parse(notebook.text));
      await using whole = await saved(page, what, 'HTML, charts live');
      await expectDrawn(whole, means);
      for (const { text } of [markdown, notebook]) for (const mean of means) expect(text).toContain(mean);
    }
    expect(faultsOf(watched)).toEqual([]);
  }, 120_000);

  async function register(page: Page): Promise<void> {
    await page.goto('/');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('E-mail').fill(`${randomUUID()}@example.org`);
    await page.getByLabel('Password').fill('correct horse');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Start your first session' }).waitFor();
  }

  /** The file draws its chart without a network, and says these texts. */
  async function expectDrawn({ path, fileName }: Downloaded, texts: readonly string[] = []): Promise<void> {
    await using opened = await openFile(system.browser, path);
    await opened.page.locator('canvas, svg.marks, svg[class*="marks"]').first().waitFor();
    for (const text of texts) await opened.page.getByText(text).first().waitFor();
    await screenshot(opened.page, `journey-file-${fileName}`);
    expect(opened.faults).toEqual([]);
  }

  function faultsOf(watched: WatchedPage): readonly string[] {
    return [...watched.faults(), ...system.reportedViolations()];
  }
});

/** What a choice of a menu has the browser save. */
function saved(page: Page, menu: string, choice: string): Promise<Downloaded> {
  return download(page, async () => {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: choice }).click();
  });
}

function column(profile: Locator, name: string): Locator {
  return profile
    .getByRole('listitem')
    .filter({ has: profile.page().getByText(name, { exact: true }) })
    .first();
}

async function untilFocused(field: Locator): Promise<void> {
  await field.and(field.page().locator(':focus')).waitFor();
}

/** Low in the middle of the drawing: there every bar is. */
async function hoverOverBar(page: Page, chart: Locator): Promise<void> {
  const box = await chart.locator('canvas, svg').first().boundingBox();
  if (box === null) throw new Error('the chart is not drawn');
  await page.mouse.move(box.x + box.width / 2 - 5, box.y + box.height * 0.6);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
}
