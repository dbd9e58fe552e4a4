import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults } from '../support/axe.ts';
import { hasChromium } from '../support/chromium.ts';
import { penguinsCode } from '../support/claude.ts';
import { type ClaudeSystem, startClaudeSystem } from '../support/client-system.ts';
import { screenshot } from '../support/screenshot.ts';
import { openWorkspace } from '../support/workspace.ts';

const question = 'What is the average body mass by species?';
const paragraphs = Array.from({ length: 40 }, (_, index) => `Paragraph ${String.fromCodePoint(0x4e00 + index)} ends.`);
const longReport = paragraphs.join('\n\n');
const held = 45;
/** Browsers write every lost socket to the console. */
const lostSocket = expect.stringMatching(/^WebSocket connection to .* failed/);

((await hasChromium()) ? describe : describe.skip)('an answer as it comes', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem();
  }, 120_000);
  afterEach(() => {
    system.claude.reset();
    system.network.restore();
  });
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  it('fills in its plan, streams its words, and tells what it took', async () => {
    await using watched = await system.openPage();
    const { page, ask } = await openWorkspace(watched, system.url);
    const { promise: secondCode, resolve: writeSecondCode } = Promise.withResolvers<string>();
    system.claude.nextCodes.push(penguinsCode, secondCode);
    system.claude.holdReportsAt(4);
    await page.getByText('Technical', { exact: true }).click();
    const run = await ask(question);
    const [first, second] = [part(run, 'Body mass by species'), part(run, 'A chart of it')];
    await second.getByText('Writing code').waitFor();
    expect(await first.getByLabel('done').count()).toBeGreaterThan(1);
    expect(await second.getByLabel('waits').count()).toBe(0);
    expect(await run.getAttribute('aria-busy')).toBe('true');
    await screenshot(page, 'live-plan');

    writeSecondCode(penguinsCode);
    await run.getByRole('heading', { name: 'Gentoo penguins' }).waitFor();
    await run.getByText('Writing the report').first().waitFor();
    expect(await run.getByRole('cell').count()).toBe(0);
    await screenshot(page, 'live-text');
    expect(await accessibilityFaults(page)).toEqual([]);

    system.claude.goOn();
    await answered(run);
    expect(await run.getAttribute('aria-busy')).toBe('false');
    await run.getByRole('cell', { name: '5,076.02' }).waitFor();
    await run.getByText(/tokens read, [\d,]+ written · \d+ model calls · \$0\.\d+/).waitFor();
    await run.getByRole('button', { name: /Answered in/ }).click();
    await run.getByText('Remembering the exchange').waitFor();
    await screenshot(page, 'live-answered');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(watched.faults()).toEqual([]);
    expect(system.reportedViolations()).toEqual([]);
  });

  it.each([
    { how: 'the button', stop: (page: Page) => page.getByTitle('Stop (Esc)').click() },
    { how: 'Escape', stop: (page: Page) => page.keyboard.press('Escape') },
  ])('stops by $how, and the model with it', async ({ stop }) => {
    await using watched = await system.openPage();
    const { page, ask, storedRun } = await openWorkspace(watched, system.url);
    system.claude.holdReportsAt(4);
    const run = await ask(question);
    await run.getByRole('heading', { name: 'Gentoo penguins' }).waitFor();
    await stop(page);
    await run.getByText('You stopped this run.').waitFor();
    await screenshot(page, 'live-stopped');
    expect((await storedRun(run)).status).toBe('CANCELLED');
    await system.claude.api.requests.at(-1)?.abandoned;
    expect(await run.getByRole('heading', { name: 'Gentoo penguins' }).count()).toBe(1);
    expect(watched.faults()).toEqual([]);
  });

  it('goes on after a reload, nothing lost and nothing twice', async () => {
    await using watched = await system.openPage();
    const { page, ask, storedRun } = await openWorkspace(watched, system.url);
    system.claude.reportText = longReport;
    system.claude.holdReportsAt(held);
    const run = await ask(question);
    await run.getByText(paragraphs[20] ?? '').waitFor();
    await page.reload();
    await run.getByText(paragraphs[20] ?? '').waitFor();
    expect(await run.getByText('Writing the report').count()).toBeGreaterThan(0);
    system.claude.goOn();
    await answered(run);
    expect(await copied(page, run)).toBe((await storedRun(run)).report);
    expect(await shownParagraphs(run)).toEqual(paragraphs);
    expect(watched.faults()).toEqual([]);
  });

  it('says that the network is away, and goes on when it is back', async () => {
    await using watched = await system.openPage();
    const { page, ask, storedRun } = await openWorkspace(watched, system.url);
    system.claude.reportText = longReport;
    system.claude.holdReportsAt(held);
    const run = await ask(question);
    await run.getByText(paragraphs[20] ?? '').waitFor();
    system.network.cut();
    await run.getByText('Reconnecting…').waitFor();
    await run.getByText('The connection is lost.').waitFor();
    await screenshot(page, 'live-reconnecting');
    system.claude.goOn();
    system.network.restore();
    await answered(run);
    expect(await copied(page, run)).toBe((await storedRun(run)).report);
    expect(await shownParagraphs(run)).toEqual(paragraphs);
    expect(watched.faults()).toEqual(watched.faults().map(() => lostSocket));
  });

  it('says why there is none, what to do, and which run it was', async () => {
    await using watched = await system.openPage();
    const { page, ask } = await openWorkspace(watched, system.url);
    system.claude.isRefusing = true;
    const run = await ask(question);
    await run.getByText(/The API key may not use .* name another model\./).waitFor();
    await run.getByText(`run ${await run.getAttribute('data-run')}`).waitFor();
    await screenshot(page, 'live-failed');
    expect(await accessibilityFaults(page)).toEqual([]);
    system.claude.reset();
    await run.getByRole('button', { name: 'Ask again' }).click();
    await answered(page.getByRole('article', { name: question }).last());
    expect(watched.faults()).toEqual([]);
  });

  it('counts its repairs', async () => {
    await using watched = await system.openPage();
    const { page, ask } = await openWorkspace(watched, system.url);
    const { promise: goodCode, resolve: writeGoodCode } = Promise.withResolvers<string>();
    system.claude.nextCodes.push('rows.length', 'columns.length', goodCode);
    await page.getByText('Technical', { exact: true }).click();
    const run = await ask(question);
    await run.getByText('Repairing the code, repair 2 of 5').waitFor();
    await screenshot(page, 'live-repair');
    writeGoodCode(penguinsCode);
    await answered(run);
    await run.getByText('2 earlier attempts').click();
    await run.getByRole('button', { name: 'JavaScript code failed' }).click();
    await run.getByText('ReferenceError: rows is not defined').waitFor();
    await screenshot(page, 'live-repaired');
    expect(watched.faults()).toEqual([]);
  });

  it('comes beside another', async () => {
    await using watched = await system.openPage();
    const { page, ask, storedRun } = await openWorkspace(watched, system.url);
    system.claude.holdReportsAt(4);
    const first = await ask(question);
    const second = await ask('Which species is the heaviest?');
    for (const run of [first, second]) await run.getByRole('heading', { name: 'Gentoo penguins' }).waitFor();
    await screenshot(page, 'live-two');
    await first.getByRole('button', { name: 'Stop' }).click();
    await first.getByText('You stopped this run.').waitFor();
    system.claude.goOn();
    await answered(second);
    expect((await storedRun(first)).status).toBe('CANCELLED');
    expect((await storedRun(second)).status).toBe('SUCCEEDED');
    expect(watched.faults()).toEqual([]);
  });

  it('marks a number that nothing has computed', async () => {
    await using watched = await system.openPage();
    const { page, ask } = await openWorkspace(watched, system.url);
    system.claude.reportText = 'A Gentoo weighs **5,076.02 g**, an Emperor **30,123.45 g**.';
    const run = await ask(question);
    await run.getByText('1 number has no source.').waitFor();
    await run.getByText('30,123.45 (not verified)').waitFor();
    expect(await run.locator('mark').allInnerTexts()).toHaveLength(1);
    await screenshot(page, 'live-unverified');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(watched.faults()).toEqual([]);
  });
});

const answered = (run: Locator) => run.getByRole('button', { name: /Answered in/ }).waitFor();
const part = (run: Locator, title: string) => run.getByRole('listitem').filter({ hasText: title });
const shownParagraphs = (run: Locator) => run.locator('.report p').allInnerTexts();

/** The answer as a person takes it along. */
async function copied(page: Page, run: Locator): Promise<unknown> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await run.getByRole('button', { name: 'Copy the answer' }).click();
  await run.getByRole('button', { name: 'Copied' }).waitFor();
  return page.evaluate('navigator.clipboard.readText()');
}
