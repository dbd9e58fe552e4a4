import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults } from '../support/axe.ts';
import { hasChromium } from '../support/chromium.ts';
import { type ClaudeSystem, startClaudeSystem } from '../support/client-system.ts';
import { screenshot } from '../support/screenshot.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const question = 'How many Adelie penguins are there?';
const code = `const [row] = sql("SELECT count(*) AS n FROM data WHERE species = 'Adelie'");
result({ penguins: row.n });`;
const edited = code.replace('Adelie', 'Gentoo');

((await hasChromium()) ? describe : describe.skip)('code that is run again', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem();
    system.claude.code = code;
  }, 120_000);
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  /** An answer with its code cell open. */
  const openAnswer = async ({ ask }: Workspace): Promise<Locator> => {
    const run = await ask(question);
    await run.getByText('Answered in').waitFor();
    await run.getByRole('button', { name: /JavaScript code/ }).click();
    await run.getByText('"penguins": 152').waitFor();
    return run;
  };

  it('is edited, and makes a new answer with the numbers of the edit', async () => {
    await using watched = await system.openPage();
    const workspace = await openWorkspace(watched, system.url);
    const { page } = workspace;
    const run = await openAnswer(workspace);
    await edit(run, edited);
    await screenshot(page, 'rerun-editor');
    expect(await accessibilityFaults(page)).toEqual([]);

    system.claude.reportText = 'There are **124** Gentoo penguins.';
    await page.keyboard.press('ControlOrMeta+Enter');
    const rerun = await newest(page);
    await rerun.getByText('Answered in').waitFor();
    await rerun.getByText('124', { exact: true }).waitFor();
    expect(await rerun.locator('mark').count()).toBe(0);
    await rerun.getByRole('button', { name: /JavaScript code/ }).click();
    await rerun.getByText('"penguins": 124').waitFor();
    await screenshot(page, 'rerun-answered');
    expect(await run.getByText('"penguins": 152').count()).toBe(1);
    expect(await run.getByRole('textbox').count()).toBe(0);

    await rerun.getByRole('button', { name: 'Re-run of an earlier answer' }).click();
    await page.waitForFunction(`document.activeElement?.dataset.run === '${await run.getAttribute('data-run')}'`);
    expect(watched.faults()).toEqual([]);
    expect(system.reportedViolations()).toEqual([]);
  });

  it('says what is wrong with an edit', async () => {
    await using watched = await system.openPage();
    const workspace = await openWorkspace(watched, system.url);
    const { page } = workspace;
    const run = await openAnswer(workspace);
    await edit(run, 'result(penguinCount);');
    await run.getByRole('button', { name: 'Run edited code' }).click();
    const rerun = await newest(page);
    await rerun.getByText(/^Failed after|^Answered in/).waitFor();
    await rerun.getByText('ReferenceError').first().waitFor();
    await rerun.getByText('penguinCount is not defined').first().waitFor();
    await screenshot(page, 'rerun-failed');
    expect(watched.faults()).toEqual([]);
  });

  it('is as it was when the edit is discarded; Escape leaves the editor, and keeps the edit', async () => {
    await using watched = await system.openPage();
    const workspace = await openWorkspace(watched, system.url);
    const { page } = workspace;
    const run = await openAnswer(workspace);
    await edit(run, edited);
    await page.keyboard.press('Escape');
    await focused(page, 'Run edited code');
    expect(await run.getByRole('textbox').innerText()).toContain('Gentoo');
    await page.keyboard.press('Tab');
    await focused(page, 'Discard changes');
    await page.keyboard.press('Enter');
    await focused(page, 'Edit');
    expect(await run.getByLabel('Code', { exact: true }).innerText()).toBe(code);
    expect(await page.getByRole('article').count()).toBe(1);
    expect(watched.faults()).toEqual([]);
  });

  it('keeps the edit while the network is away', async () => {
    await using watched = await system.openPage();
    const workspace = await openWorkspace(watched, system.url);
    const { page } = workspace;
    const run = await openAnswer(workspace);
    await edit(run, edited);
    system.network.cut();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('The server cannot be reached.').first().waitFor();
    expect(await run.getByRole('textbox').innerText()).toContain('Gentoo');
    system.network.restore();
    await page.getByRole('button', { name: 'Try again' }).click();
    await newest(page);
    expect(watched.faults().filter((fault) => !/net::ERR_|WebSocket connection/.test(fault))).toEqual([]);
  });
});

async function edit(run: Locator, source: string): Promise<void> {
  await run.getByRole('button', { name: 'Edit' }).click();
  const editor = run.getByRole('textbox', { name: /^Code/ });
  await editor.waitFor();
  await editor.press('ControlOrMeta+A');
  await editor.page().keyboard.insertText(source);
}

/** The answer that came of the code. */
async function newest(page: Page): Promise<Locator> {
  const rerun = page.getByRole('article').filter({ hasText: 'Re-run of an earlier answer' });
  await rerun.waitFor();
  return rerun;
}

async function focused(page: Page, name: string): Promise<void> {
  await page.waitForFunction(`document.activeElement?.textContent === ${JSON.stringify(name)}`);
}
