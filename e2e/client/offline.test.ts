import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { accessibilityFaults } from '../support/axe.ts';
import { hasChromium } from '../support/chromium.ts';
import { screenshot } from '../support/screenshot.ts';
import { startSplitSystem, type SplitSystem } from '../support/split-system.ts';
import type { WatchedPage } from '../support/watched-page.ts';
import { openWorkspace } from '../support/workspace.ts';

const question = 'What is the average body mass by species?';

((await hasChromium()) ? describe : describe.skip)('the page while something is away', () => {
  let system: SplitSystem;
  beforeAll(async () => {
    system = await startSplitSystem();
  }, 120_000);
  afterEach(() => {
    system.claude.reset();
    for (const way of Object.values(system.ways)) way.restore();
  });
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  it('keeps the question without a network, and sends it afterwards', async () => {
    await using watched = await system.openPage();
    const { page, composer, ask } = await openWorkspace(watched, system.url);
    await watched.context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await composer.fill(question);
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe(question);
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await screenshot(page, 'offline');
    expect(await accessibilityFaults(page)).toEqual([]);
    await watched.context.setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
    expect(await composer.inputValue()).toBe(question);
    const run = await ask(question);
    await run.getByText('Answered in').waitFor();
    expect(unexpected(watched)).toEqual([]);
  });

  it('says that a service is away, and gets what was missing when it is asked again', async () => {
    await using watched = await system.openPage();
    const { page, ask } = await openWorkspace(watched, system.url);
    const run = await ask(question);
    await run.getByText('Answered in').waitFor();
    system.ways.agent.cut();
    await page.reload();
    const notice = page.getByRole('main').getByRole('alert');
    await notice.getByText(/^Request [\w-]+$/).waitFor();
    await screenshot(page, 'offline-agent');
    expect(await accessibilityFaults(page)).toEqual([]);
    system.ways.agent.restore();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await run.getByText('Answered in').waitFor();

    system.ways.session.cut();
    await page.reload();
    await notice.waitFor();
    await screenshot(page, 'offline-session');
    system.ways.session.restore();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await run.getByText('Answered in').waitFor();
    expect(unexpected(watched)).toEqual([]);
  });

  it('goes on with an answer when the gateway begins anew', async () => {
    await using watched = await system.openPage();
    const { page, ask, storedRun } = await openWorkspace(watched, system.url);
    system.claude.holdReportsAt(4);
    const run = await ask(question);
    await run.getByRole('heading', { name: 'Gentoo penguins' }).waitFor();
    await system.stopGateway();
    await run.getByText('Reconnecting…').waitFor();
    await system.startGateway();
    system.claude.goOn();
    await run.getByText('Answered in').waitFor();
    expect(await run.getByRole('cell').count()).toBe(6);
    expect((await storedRun(run)).status).toBe('SUCCEEDED');
    await screenshot(page, 'offline-gateway-again');
    expect(unexpected(watched)).toEqual([]);
  });

  it('waits for the gateway when it is opened, signed in as before', async () => {
    await using watched = await system.openPage();
    const { page, email } = await openWorkspace(watched, system.url);
    await system.stopGateway();
    await page.reload();
    await page.getByRole('alert').getByText('the page goes on by itself').waitFor();
    await screenshot(page, 'offline-start');
    await system.startGateway();
    await page.getByText(email).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(unexpected(watched)).toEqual([]);
  });
});

/** Browsers write each request and socket that fails to the console; nothing else may be there. */
function unexpected(watched: WatchedPage): readonly string[] {
  const byBrowser =
    /^Failed to load resource: (net::ERR_|the server responded with a status of 50[0-9])|^WebSocket connection to/;
  return watched.faults().filter((fault) => !byBrowser.test(fault));
}
