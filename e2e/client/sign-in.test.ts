import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasChromium } from '../support/chromium.ts';
import { type ClaudeSystem, startClaudeSystem } from '../support/client-system.ts';
import { screenshot } from '../support/screenshot.ts';
import { openWorkspace, password, signIn } from '../support/workspace.ts';

const question = 'What is the average body mass by species?';
const signInHeading = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });
const reason = (page: Page, text: string) => page.getByText(text).and(page.locator('main [role=status]'));
const account = async (page: Page) => page.getByRole('link', { name: /@example\.org$/ }).click();
const untilRenewed = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith('/auth/refresh') && response.status() === 200);

((await hasChromium()) ? describe : describe.skip)('signing in on the page', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem();
  }, 120_000);
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  it('says in words that the password is wrong, and nothing to whoever only looks', async () => {
    await using watched = await system.openPage();
    const { page } = watched;
    await page.goto('/');
    await signInHeading(page).waitFor();
    expect(watched.faults()).toEqual([]);

    const { email } = await newAccount(system);
    await signIn(page, email, 'wrong horse');
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await screenshot(page, 'sign-in-wrong-password');
    await signIn(page, email);
    await page.getByRole('heading', { name: 'Penguins' }).waitFor();
    expect(watched.faults()).toEqual([expect.stringMatching(/401 .*\/auth\/login/)]);
  });

  it('lasts over a reload, and leaves nothing that a script could take', async () => {
    await using watched = await system.openPage();
    const { page, email } = await openWorkspace(watched, system.url);
    await page.reload();
    await page.getByText(email).waitFor();
    const kept = await page.evaluate('[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]');
    expect(kept).toEqual([
      '',
      expect.not.stringMatching(/token|ey[\w-]+\./i),
      expect.not.stringMatching(/token|ey[\w-]+\./i),
    ]);
    expect(await watched.context.cookies(`${system.url}/auth`)).toEqual([
      expect.objectContaining({ name: 'mas_refresh', httpOnly: true, sameSite: 'Strict', path: '/auth' }),
    ]);
    expect(watched.faults()).toEqual([]);
  });

  it('ends in every tab when it ends in one', async () => {
    await using watched = await system.openPage();
    const { page, email } = await openWorkspace(watched, system.url);
    const tab = await watched.newTab();
    await tab.goto('/');
    await tab.getByText(email).waitFor();
    await account(page);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await signInHeading(page).waitFor();
    await reason(tab, 'You signed out in another tab.').waitFor();
    await screenshot(tab, 'sign-in-other-tab');

    await signIn(page, email);
    await tab.getByText(email).waitFor();
    expect(watched.faults()).toEqual([]);
  });

  it('ends everywhere at once, whatever the other pages do', async () => {
    await using watched = await system.openPage();
    const { page, email } = await openWorkspace(watched, system.url);
    await using idle = await system.openPage();
    await using busy = await system.openPage();
    for (const other of [idle, busy]) {
      await other.page.goto('/');
      await signIn(other.page, email);
      await other.page.getByPlaceholder('Ask about penguins').waitFor();
    }
    system.claude.holdReportsAt(3);
    await busy.page.getByRole('textbox', { name: 'Your question' }).fill(question);
    await busy.page.keyboard.press('Enter');
    await system.claude.untilHeld();
    await busy.page.getByText('Gentoo penguins').waitFor();

    await account(page);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await signInHeading(page).waitFor();
    for (const other of [idle, busy]) await reason(other.page, 'Your sign-in has ended.').waitFor();
    await screenshot(busy.page, 'sign-in-ended');
    system.claude.goOn();
    expect(await reason(page, '').count()).toBe(0);
    expect([watched, idle, busy].map((each) => each.faults())).toEqual([[], [], []]);
  });

  it('goes on here when the password is changed, and ends elsewhere', async () => {
    await using watched = await system.openPage();
    const { page, email } = await openWorkspace(watched, system.url);
    await using other = await system.openPage();
    await other.page.goto('/');
    await signIn(other.page, email);
    await other.page.getByText(email).waitFor();

    await account(page);
    await page.getByLabel('Current password').fill('wrong horse');
    await page.getByLabel('New password').fill('battery staple');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.locator('input[name=current][aria-invalid=true]').waitFor();
    await screenshot(page, 'account-wrong-password');
    await page.getByLabel('Current password').fill(password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The password is changed.').first().waitFor();
    await reason(other.page, 'Your sign-in has ended.').waitFor();
    await signIn(other.page, email, 'battery staple');
    await other.page.getByText(email).waitFor();
    await page.goto('/');
    await page.getByText(email).waitFor();
    expect(watched.faults()).toEqual([expect.stringMatching(/422 .*\/auth\/password/)]);
    expect(other.faults()).toEqual([]);
  });

  it('says when to try again after too many wrong passwords', async () => {
    await using watched = await system.openPage();
    const { page, context } = watched;
    const { email } = await newAccount(system);
    const headers = { origin: system.url };
    const data = { email, password: 'wrong horse' };
    for (let time = 0; time < 10; time += 1) await context.request.post('/auth/login', { headers, data });
    await page.goto('/');
    await signIn(page, email);
    await page.getByRole('alert').getByText('try again in 15 minutes').waitFor();
    await screenshot(page, 'sign-in-rate-limited');
    expect(watched.faults()).toEqual([expect.stringMatching(/429 .*\/auth\/login/)]);
  });
});

((await hasChromium()) ? describe : describe.skip)('access tokens of some seconds', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem({ ACCESS_TOKEN_EXPIRE_MINUTES: '0.1' });
  }, 120_000);
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  it('are renewed without notice, also under a running answer', async () => {
    await using watched = await system.openPage();
    const { page, ask, storedRun } = await openWorkspace(watched, system.url);
    await noteTexts(page, 'Reconnecting');
    system.claude.holdReportsAt(3);
    const run = await ask(question);
    await system.claude.untilHeld();
    await run.getByText('Gentoo penguins').waitFor();
    await untilRenewed(page);
    await untilRenewed(page);
    system.claude.goOn();
    await run.getByText('Answered in').waitFor();
    await untilRenewed(page);
    await ask('And the heaviest?');
    expect(await page.evaluate('noted')).toEqual([]);
    expect((await storedRun(run)).status).toBe('SUCCEEDED');
    expect(watched.faults()).toEqual([]);
  });

  it('are renewed by two tabs at once', async () => {
    await using watched = await system.openPage();
    const { page, email } = await openWorkspace(watched, system.url);
    const tab = await watched.newTab();
    await tab.goto('/');
    await tab.getByText(email).waitFor();
    await Promise.all([page, tab].map((each) => untilRenewed(each)));
    await Promise.all([page, tab].map((each) => each.reload()));
    for (const each of [page, tab]) await each.getByPlaceholder('Ask about penguins').waitFor();
    await Promise.all([page, tab].map((each) => untilRenewed(each)));
    for (const each of [page, tab]) expect(await each.getByText(email).count()).toBe(1);
    expect(watched.faults()).toEqual([]);
  });
});

async function newAccount(system: ClaudeSystem): Promise<{ email: string }> {
  await using watched = await system.openPage();
  const { email } = await openWorkspace(watched, system.url);
  return { email };
}

/** Collects in the page's `noted` what is ever shown with that text. */
async function noteTexts(page: Page, text: string): Promise<void> {
  await page.evaluate(`noted = [];
    new MutationObserver(() => {
      if (document.body.innerText.includes(${JSON.stringify(text)})) noted.push(${JSON.stringify(text)});
    }).observe(document.body, { subtree: true, childList: true, characterData: true })`);
}
