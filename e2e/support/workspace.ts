import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { post } from './person.ts';
import { root } from './root.ts';
import type { WatchedPage } from './watched-page.ts';

export const password = 'correct horse';

/** What is stored of a run. */
export interface StoredRun {
  readonly status: string;
  readonly report: string;
}

/** Somebody at the page who is signed in and may ask about the penguins. */
export interface Workspace {
  readonly page: Page;
  readonly email: string;
  readonly composer: Locator;
  /** Types a question and sends it. Gives its place in the conversation. */
  readonly ask: (question: string) => Promise<Locator>;
  readonly storedRun: (run: Locator) => Promise<StoredRun>;
}

const login = `mutation ($email: String!, $password: String!) {
  login(email: $email, password: $password) { accessToken }
}`;
const createSession = 'mutation { createSession(title: "Penguins") { id } }';
const uploadFile = 'mutation ($file: Upload!) { uploadFile(file: $file) { id } }';
const readRun = 'query ($id: ID!) { run(id: $id) { status report } }';

/** Registers, makes a session with a dataset, and opens the page with it. `url` is the page's own. */
export async function openWorkspace(watched: WatchedPage, url: string): Promise<Workspace> {
  const { page } = watched;
  const email = `${randomUUID()}@example.org`;
  const headers = { origin: new URL(url).origin };
  const registered = await watched.context.request.post('/auth/register', { headers, data: { email, password } });
  if (!registered.ok()) throw new Error(await registered.text());
  const json = { 'content-type': 'application/json' };
  /** A sign-in of the test's own: what it does with its tokens is nothing to the page. */
  const bearer = async () => {
    const { data } = await post(url, JSON.stringify({ query: login, variables: { email, password } }), json);
    const { accessToken } = data['login'] as unknown as { accessToken: string }; // as selected above
    return { authorization: `Bearer ${accessToken}` };
  };
  const send = async (query: string, variables = {}) =>
    post(url, JSON.stringify({ query, variables }), { ...(await bearer()), ...json });

  await send(createSession);
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: uploadFile, variables: { file: null } }));
  form.set('map', '{ "0": ["variables.file"] }');
  form.set('0', await openAsBlob(join(root, 'examples/penguins.csv')), 'penguins.csv');
  await post(url, form, { ...(await bearer()), 'apollo-require-preflight': '1' });

  await page.goto('/');
  const composer = page.getByRole('textbox', { name: 'Your question' });
  await page.getByPlaceholder('Ask about penguins').waitFor();
  return {
    page,
    email,
    composer,
    async ask(question) {
      await composer.fill(question);
      await composer.press('Enter');
      const asked = page.getByRole('article', { name: question }).last();
      return page.locator(`[data-run="${await asked.getAttribute('data-run')}"]`);
    },
    async storedRun(run) {
      const { data } = await send(readRun, { id: await run.getAttribute('data-run') });
      return data['run'] as unknown as StoredRun; // as selected above
    },
  };
}

/** Fills in the form that is on the page, and sends it. */
export async function signIn(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
}
