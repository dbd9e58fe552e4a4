import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { hasChromium } from '../support/chromium.ts';
import { type ClientSystem, startClientSystem } from '../support/client-system.ts';
import { dropFiles } from '../support/drop-files.ts';
import { root } from '../support/root.ts';
import { screenshot } from '../support/screenshot.ts';
import { openSignedIn, type SignedInPage } from '../support/signed-in-page.ts';

const penguins = join(root, 'examples/penguins.csv');
const weather = join(root, 'examples/seattle-weather.csv');
const power = join(root, 'examples/iowa-electricity.csv');

((await hasChromium()) ? describe : describe.skip)('files on the page', () => {
  let system: ClientSystem;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mas-files-'));
    system = await startClientSystem();
  }, 240_000);
  afterAll(async () => {
    await system[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows how much is sent, and leaves nothing of an upload that is cancelled', async () => {
    await using watched = await openSession(system);
    const { page } = watched;
    const big = await write('big.csv', `name,value\n${'penguin,1\n'.repeat(4_000_000)}`);
    system.network.holdAfter(2_000_000);
    await dropFiles(page, big);
    const progress = page.getByRole('progressbar', { name: 'Upload of big.csv' });
    await page.getByText(/^[1-9][\d.]* MB of 40\.0 MB$/).waitFor();
    expect(Number(await progress.getAttribute('value'))).toBeGreaterThan(1_000_000);
    await screenshot(page, 'files-01-sending');
    await page.getByRole('button', { name: 'Cancel the upload of big.csv' }).click();
    await progress.waitFor({ state: 'detached' });
    system.network.flow();
    await page.reload();
    await page.getByText('Drop a dataset anywhere').waitFor();
    expect(await fileNames(watched)).toEqual([]);
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('says why an upload failed, and tries again', async () => {
    await using watched = await openSession(system);
    const { page } = watched;
    await dropFiles(page, await write('picture.csv', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0'));
    await page.getByRole('alert').waitFor();
    await screenshot(page, 'files-02-no-table');
    await page.getByRole('button', { name: 'Dismiss picture.csv' }).click();

    await watched.person.upload(new Blob(['a\n1\n']), { name: 'penguins' });
    await dropFiles(page, penguins);
    await page
      .getByRole('alert')
      .getByText(/already/)
      .waitFor();
    await screenshot(page, 'files-03-name-taken');
    const { id } = (await filesOf(watched)).find(({ name }) => name === 'penguins') ?? {};
    await watched.person.must('mutation ($id: ID!) { deactivateFile(id: $id) { id } deleteFile(id: $id) }', { id });
    await page.getByRole('button', { name: 'Try again' }).click();
    await profile(page, 'penguins').getByText('344 rows').waitFor();
    await dropFiles(page, penguins);
    await page.getByRole('button', { name: 'Upload under this name' }).click();
    await profile(page, 'penguins-2').getByText('344 rows').waitFor();
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('keeps what its owner says of a file and of its columns', async () => {
    await using watched = await openSession(system);
    const { page } = watched;
    await dropFiles(page, penguins);
    await edit(page, 'Description', 'Penguins of Palmer Station.');
    await edit(page, 'Note on sex', 'As the vet says.');
    await page.getByRole('button', { name: 'Edit: Note on island' }).click();
    await page.keyboard.type('never to be kept');
    await page.keyboard.press('Escape');
    await screenshot(page, 'files-04-notes');
    await page.reload();
    await page.getByText('Penguins of Palmer Station.').waitFor();
    await page.getByText('As the vet says.').waitFor();
    expect(await page.getByText('never to be kept').count()).toBe(0);

    await edit(page, 'Note on sex', '');
    await page.getByText('As the vet says.').waitFor({ state: 'detached' });
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('has several files dropped at once, taken out, joined, and used instead', async () => {
    await using watched = await openSession(system);
    const { page } = watched;
    await dropFiles(page, penguins, weather);
    await active(page, 'seattle-weather').waitFor();
    await active(page, 'penguins').waitFor();
    await page.getByPlaceholder('Ask about penguins and 1 more').waitFor();
    await active(page, 'seattle-weather').click();
    await profile(page, 'seattle-weather').getByText('1,461 rows').waitFor();
    await screenshot(page, 'files-05-two');

    await page.getByRole('button', { name: 'Take penguins out of this session' }).click();
    await page.getByPlaceholder('Ask about seattle-weather').waitFor();
    await choose(page, 'penguins', 'Join to this session');
    await page.getByPlaceholder('Ask about seattle-weather and 1 more').waitFor();

    await page.getByRole('button', { name: 'Take seattle-weather out of this session' }).click();
    await choose(page, 'seattle-weather', 'Use instead');
    await page.getByPlaceholder('Ask about seattle-weather').waitFor();
    await active(page, 'penguins').waitFor({ state: 'detached' });
    await page.reload();
    await active(page, 'seattle-weather').waitFor();
    expect(await page.getByRole('region', { name: 'Files of this session' }).getByRole('listitem').count()).toBe(1);
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('asks about the newest upload, and offers to keep the one before it too', async () => {
    await using watched = await openSession(system);
    const { page } = watched;
    await dropFiles(page, penguins);
    await active(page, 'penguins').waitFor();
    await dropFiles(page, power);
    await page.getByPlaceholder('Ask about iowa-electricity').waitFor();
    await page.getByText('Questions are about iowa-electricity now.').first().waitFor();
    await screenshot(page, 'files-06-replaced');
    await page.getByRole('button', { name: 'Keep penguins too' }).click();
    await page.getByPlaceholder('Ask about iowa-electricity and 1 more').waitFor();
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('takes files dropped on a page that is too narrow for the panel, and shows it', async () => {
    await using watched = await openSession(system, { viewport: { width: 900, height: 700 } });
    const { page } = watched;
    await dropFiles(page, penguins);
    await page.getByRole('dialog', { name: 'Files' }).getByText('344 rows').waitFor();
    await screenshot(page, 'files-08-narrow');
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  it('asks before a file is deleted', async () => {
    await using watched = await openSession(system);
    const { page } = watched;
    await dropFiles(page, penguins, power);
    await active(page, 'iowa-electricity').waitFor();
    await page.getByRole('button', { name: 'Take penguins out of this session' }).click();
    await choose(page, 'penguins', 'Delete …');
    const dialog = page.getByRole('dialog', { name: 'Delete file' });
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await choose(page, 'penguins', 'Delete …');
    await screenshot(page, 'files-07-delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Actions for penguins' }).waitFor({ state: 'detached' });
    expect(await fileNames(watched)).toEqual(['iowa-electricity']);
    expect(faultsOf(watched)).toEqual([]);
  }, 60_000);

  async function write(name: string, content: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content, 'latin1');
    return path;
  }

  function faultsOf(watched: SignedInPage): readonly string[] {
    return [...watched.faults(), ...system.reportedViolations()];
  }
});

async function openSession(system: ClientSystem, options?: BrowserContextOptions): Promise<SignedInPage> {
  const watched = await openSignedIn(system, options);
  await watched.person.must('mutation { createSession(title: "Files") { id } }');
  await watched.page.goto('/');
  await watched.page.getByText('First, a dataset').waitFor();
  return watched;
}

async function filesOf({ person }: SignedInPage): Promise<readonly { id: string; name: string }[]> {
  const query = '{ me { files(first: 10) { nodes { id name } } } }';
  const { me } = await person.must<{ me: { files: { nodes: { id: string; name: string }[] } } }>(query);
  return me.files.nodes;
}

async function fileNames(watched: SignedInPage): Promise<readonly string[]> {
  return (await filesOf(watched)).map(({ name }) => name);
}

function active(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Files of this session' }).getByRole('button', { name }).first();
}

function profile(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Profile of ${name}` });
}

async function edit(page: Page, what: string, text: string): Promise<void> {
  await page.getByRole('button', { name: `Edit: ${what}` }).click();
  await page.getByLabel(what, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: `Edit: ${what}` }).waitFor();
}

async function choose(page: Page, file: string, action: string): Promise<void> {
  const others = page.getByRole('group').filter({ hasText: 'Your other files' });
  if ((await others.getAttribute('open')) === null) await others.getByText('Your other files').click();
  await page.getByRole('button', { name: `Actions for ${file}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
