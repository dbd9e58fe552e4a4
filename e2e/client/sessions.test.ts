import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { hasChromium } from '../support/chromium.ts';
import { type ClientSystem, startClientSystem } from '../support/client-system.ts';
import type { Person } from '../support/person.ts';
import { screenshot } from '../support/screenshot.ts';
import { openSignedIn } from '../support/signed-in-page.ts';
import type { WatchedPage } from '../support/watched-page.ts';

((await hasChromium()) ? describe : describe.skip)('sessions on the page', () => {
  let system: ClientSystem;
  beforeAll(async () => {
    system = await startClientSystem();
  }, 240_000);
  afterAll(async () => system[Symbol.asyncDispose]());

  it('has a first one asked for, named, and marked as active', async () => {
    await using watched = await openSignedIn(system);
    const { page } = watched;
    await page.goto('/');
    await page.getByText('No session yet.').waitFor();
    await page.getByRole('button', { name: 'Create session' }).click();
    await page.getByText('Give the session a title.').waitFor();
    await screenshot(page, 'sessions-01-empty');
    await page.getByLabel('Title').fill('Whales');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    await currentSession(page).and(session(page, 'Whales')).waitFor();
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('has them renamed, but not alike', async () => {
    await using watched = await openSignedIn(system);
    const { page, person } = watched;
    await createSessions(person, ['Whales', 'Seals']);
    await page.goto('/');
    await choose(page, 'Seals', 'Rename');
    const title = page.getByRole('dialog', { name: 'Rename session' }).getByLabel('Title');
    await title.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Whales');
    await page.keyboard.press('Enter');
    await page.getByText(/already/i).waitFor();
    await screenshot(page, 'sessions-02-conflict');
    await title.fill('Sea lions');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('heading', { name: 'Sea lions' }).waitFor();
    await session(page, 'Sea lions').waitFor();
    expect(await session(page, 'Seals').count()).toBe(0);
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('has them found, and switched to without the list going away', async () => {
    await using watched = await openSignedIn(system);
    const { page, person } = watched;
    await createSessions(person, ['Whales', 'Seals', 'Rain', 'Power', 'Bread', 'Iron', 'Snow']);
    await page.goto('/');
    const search = page.getByRole('searchbox', { name: 'Search sessions' });
    await search.fill('wha');
    await session(page, 'Seals').waitFor({ state: 'detached' });
    await session(page, 'Whales').click();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    await currentSession(page).and(session(page, 'Whales')).waitFor();
    expect(await search.inputValue()).toBe('wha');
    await screenshot(page, 'sessions-03-search');
    await search.fill('nothing like it');
    await page.getByText('No session has that in its title.').waitFor();
    await search.fill('');
    await session(page, 'Snow').click();
    await page.getByRole('heading', { name: 'Snow' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    await untilActive(person, 'Whales');
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('has one deleted at once, and brought back', async () => {
    await using watched = await openSignedIn(system);
    const { page, person } = watched;
    await createSessions(person, ['Whales', 'Seals']);
    await page.goto('/');
    await choose(page, 'Seals', 'Delete');
    await page.getByText('“Seals” was deleted.').first().waitFor();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    await screenshot(page, 'sessions-04-deleted');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'Seals' }).waitFor();
    await session(page, 'Seals').waitFor();

    await choose(page, 'Whales', 'Delete');
    await session(page, 'Whales').waitFor({ state: 'detached' });
    await page.keyboard.press('ControlOrMeta+Z');
    await session(page, 'Whales').waitFor();
    await page.reload();
    await session(page, 'Whales').waitFor();
    await session(page, 'Seals').waitFor();
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('deletes for good what is not brought back, but never the only one', async () => {
    await using watched = await openSignedIn(system);
    const { page, person } = watched;
    await createSessions(person, ['Whales', 'Seals']);
    await page.goto('/');
    const deleted = page.waitForResponse((response) => /DeleteSession/.test(response.request().postData() ?? ''));
    await choose(page, 'Seals', 'Delete');
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    await deleted;
    await choose(page, 'Whales', 'Delete');
    await page.getByText('Your only session cannot be deleted.').first().waitFor();
    await screenshot(page, 'sessions-05-only');
    await session(page, 'Whales').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    expect(await page.getByRole('navigation').getByRole('listitem').count()).toBe(1);
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('deletes before the time to undo is over when the page is left', async () => {
    await using watched = await openSignedIn(system);
    const { page, person } = watched;
    await createSessions(person, ['Whales', 'Seals']);
    await page.goto('/');
    await choose(page, 'Whales', 'Delete');
    await page.getByText('“Whales” was deleted.').first().waitFor();
    await page.goto('about:blank');
    await eventually(async () => {
      const { me } = await person.must<{ me: { sessions: { nodes: { title: string }[] } } }>(
        '{ me { sessions { nodes { title } } } }',
      );
      return me.sessions.nodes.every(({ title }) => title !== 'Whales');
    });
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('says what an address leads to that is nobody’s, or somebody else’s', async () => {
    await using watched = await openSignedIn(system);
    await using other = await openSignedIn(system);
    const [id] = await createSessions(other.person, ['Secrets']);
    await createSessions(watched.person, ['Whales']);
    const { page } = watched;
    await page.goto(`/sessions/${id ?? ''}`);
    await page.getByText('There is no such session.').waitFor();
    await screenshot(page, 'sessions-06-not-found');
    await page.getByRole('link', { name: 'To your sessions' }).click();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    await page.goto('/nowhere');
    await page.getByRole('link', { name: 'To your sessions' }).click();
    await page.getByRole('heading', { name: 'Whales' }).waitFor();
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  function faultsOf(watched: WatchedPage): readonly string[] {
    return [...watched.faults(), ...system.reportedViolations()];
  }
});

/** The last one is the active one. */
async function createSessions(person: Person, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const create = 'mutation ($title: String!) { createSession(title: $title) { id } }';
    const { createSession } = await person.must<{ createSession: { id: string } }>(create, { title });
    ids.push(createSession.id);
  }
  return ids;
}

async function untilActive(person: Person, title: string): Promise<void> {
  await eventually(async () => {
    const { me } = await person.must<{ me: { activeSession: { title: string } } }>(
      '{ me { activeSession { title } } }',
    );
    return me.activeSession.title === title;
  });
}

/** However long it takes: the test's own time ends it. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(50);
}

function session(page: Page, title: string): Locator {
  return page.getByRole('navigation').getByRole('link').filter({ hasText: title });
}

function currentSession(page: Page): Locator {
  return page.getByRole('navigation').locator('[aria-current=page]');
}

async function choose(page: Page, title: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${title}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
