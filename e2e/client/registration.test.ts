import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { hasChromium } from '../support/chromium.ts';
import { type ClientSystem, startClientSystem } from '../support/client-system.ts';
import { makeInvitation } from '../support/invitation.ts';
import { screenshot } from '../support/screenshot.ts';

const newAccount = (page: Page) => page.getByRole('button', { name: 'Create an account' });
const invitationField = (page: Page) => page.getByLabel('Invitation');
const email = () => `${randomUUID()}@example.org`;
const fillIn = async (page: Page, address = email()) => {
  await page.getByLabel('E-mail').fill(address);
  await page.getByLabel('Password').fill('correct horse');
};
const create = (page: Page) => page.getByRole('button', { name: 'Create account' }).click();
const untilSignedIn = (page: Page) => page.getByRole('heading', { name: 'Start your first session' }).waitFor();

((await hasChromium()) ? describe : describe.skip)('making an account on the page by invitation', () => {
  let client: ClientSystem;
  beforeAll(async () => {
    client = await startClientSystem({ REGISTRATION: 'invite' });
  }, 120_000);
  afterAll(async () => client[Symbol.asyncDispose](), 60_000);

  it('takes the code from the link', async () => {
    await using watched = await client.openPage();
    const { page } = watched;
    const code = await makeInvitation(client.system);
    await page.goto(`/register?invitation=${code}`);
    await invitationField(page).waitFor();
    expect(await invitationField(page).inputValue()).toBe(code);
    expect(await page.title()).toContain('Create an account');
    await screenshot(page, 'register-by-invitation');
    await fillIn(page);
    await create(page);
    await untilSignedIn(page);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/');
    expect(watched.faults()).toEqual([]);
  });

  it('asks for the code where there is no link, and says what is wrong with one', async () => {
    await using watched = await client.openPage();
    const { page } = watched;
    await page.goto('/');
    await page.getByText('You have an invitation?').waitFor();
    expect(await invitationField(page).count()).toBe(0);
    await newAccount(page).click();
    await fillIn(page);
    await create(page);
    await page.getByText('Enter the code of your invitation.').waitFor();
    await invitationField(page).fill('kxkxk-kxkxk-kxkxk-kxkxk');
    await create(page);
    await page.getByText('This invitation is not good').waitFor();
    expect(await invitationField(page).getAttribute('aria-invalid')).toBe('true');
    await screenshot(page, 'register-bad-invitation');
    await invitationField(page).fill(await makeInvitation(client.system));
    await create(page);
    await untilSignedIn(page);
    expect(watched.faults()).toEqual([expect.stringMatching(/422 .*\/auth\/register/)]);
  });
});

((await hasChromium()) ? describe : describe.skip)('the page of a system without registration', () => {
  let client: ClientSystem;
  beforeAll(async () => {
    client = await startClientSystem({ REGISTRATION: 'off' });
  }, 120_000);
  afterAll(async () => client[Symbol.asyncDispose](), 60_000);

  it('shows no way to make an account, and says so to whoever follows a link to one', async () => {
    await using watched = await client.openPage();
    const { page } = watched;
    const known = page.waitForResponse((response) => response.url().endsWith('/graphql'));
    await page.goto('/');
    await known;
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await newAccount(page).count()).toBe(0);
    await page.goto('/register?invitation=anything');
    await page.getByText('No accounts can be made here').waitFor();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await invitationField(page).count()).toBe(0);
    await screenshot(page, 'register-off');
    expect(watched.faults()).toEqual([]);
  });
});
