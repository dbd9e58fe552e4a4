import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { hasChromium } from '../support/chromium.ts';
import { type ClaudeSystem, startClaudeSystem } from '../support/client-system.ts';
import { post } from '../support/person.ts';
import { root } from '../support/root.ts';
import { screenshot } from '../support/screenshot.ts';
import type { WatchedPage } from '../support/watched-page.ts';

const penguins = join(root, 'examples/penguins.csv');
const password = 'correct horse';
const uploadFile = 'mutation ($file: Upload!) { uploadFile(file: $file) { id name summary } }';

/** GraphiQL as a person uses it. */
class Graphiql {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.graphiql-query-editor .view-line').first().waitFor({ timeout: 60_000 });
  }

  /** Tabs have the names of their operations. */
  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
    await this.page.locator('.graphiql-query-editor').getByText(name).first().waitFor();
  }

  /** Where a document has several operations, one of them by name: the button is a menu once the document has been read. */
  async run(operation?: string): Promise<void> {
    const kind = operation === undefined ? ':not([aria-haspopup])' : '[aria-haspopup]';
    await this.page.locator(`.graphiql-execute-button${kind}`).click();
    if (operation !== undefined) await this.page.getByRole('menuitem', { name: operation }).click();
  }

  async setVariables(variables: object): Promise<void> {
    await this.page.locator('.graphiql-editor-tool .view-lines').first().click();
    await this.page.keyboard.press('ControlOrMeta+A');
    // Pasted: of what is typed, the editor closes the brackets by itself.
    const text = JSON.stringify(JSON.stringify(variables, null, 2));
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate(`navigator.clipboard.writeText(${text})`);
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  /** The answer as it is shown, once it has the text; without spaces, because lines are wrapped. */
  async answer(text: string): Promise<string> {
    const shown = this.page.locator('.result-window');
    await shown
      .getByText(text)
      .first()
      .waitFor({ timeout: 30_000 })
      .catch(async (error: unknown) => {
        await screenshot(this.page, 'graphiql-failed');
        throw new Error(`${text} is not in: ${await shown.innerText()}`, { cause: error });
      });
    return (await shown.innerText()).replaceAll(/[\s\u00b7]+/g, '');
  }
}

((await hasChromium()) ? describe : describe.skip)('GraphiQL in a browser', () => {
  let system: ClaudeSystem;
  beforeAll(async () => {
    system = await startClaudeSystem();
  }, 120_000);
  afterAll(async () => system[Symbol.asyncDispose](), 60_000);

  const send = (body: string | FormData, headers: Record<string, string>, token: string) =>
    post(system.url, body, { ...headers, authorization: `Bearer ${token}` });
  const register = async ({ context }: WatchedPage): Promise<string> => {
    const email = `${randomUUID()}@example.org`;
    const headers = { origin: system.url };
    const response = await context.request.post('/auth/register', { headers, data: { email, password } });
    expect(response.status()).toBe(200);
    return email;
  };

  it('runs the operations of the whole journey, a subscription included', async () => {
    await using watched = await system.openPage();
    const graphiql = new Graphiql(watched.page);
    const email = `${randomUUID()}@example.org`;
    await graphiql.open('/graphql');
    await screenshot(watched.page, 'graphiql');

    await graphiql.setVariables({ email, password });
    await graphiql.run('Register');
    const token = /"accessToken":"([^"]+)"/.exec(await graphiql.answer('"email"'))?.[1] ?? '';

    await graphiql.tab('CreateSession');
    await graphiql.run();
    expect(await graphiql.answer('First look')).toContain('"active":true');

    const form = new FormData();
    form.set('operations', JSON.stringify({ query: uploadFile, variables: { file: null } }));
    form.set('map', '{ "0": ["variables.file"] }');
    form.set('0', await openAsBlob(penguins), 'penguins.csv');
    expect((await send(form, {}, token)).errors).toEqual([]);

    await graphiql.tab('ActiveFile');
    await screenshot(watched.page, 'graphiql-upload');
    await graphiql.run();
    expect(await graphiql.answer('"activeFile"')).toContain('"penguins"');

    system.claude.holdReportsAt(3);
    await graphiql.tab('Ask');
    await graphiql.setVariables({ question: 'What is the average body mass by species?' });
    await graphiql.run();
    const runId = /"id":"([^"]+)"/.exec(await graphiql.answer('"status"'))?.[1];

    await graphiql.tab('RunEvents');
    await graphiql.setVariables({ runId });
    await graphiql.run();
    await system.claude.untilHeld();
    await graphiql.answer('"TextDelta"');
    await screenshot(watched.page, 'graphiql-subscription');
    system.claude.goOn();
    expect(await graphiql.answer('"RunFinished"')).toContain(email);

    expect(watched.faults()).toEqual([]);
    expect(system.reportedViolations()).toEqual([]);
  }, 120_000);

  it('bears the token of whoever is signed in on the page, in two tabs at once', async () => {
    await using watched = await system.openPage();
    const email = await register(watched);
    const first = new Graphiql(watched.page);
    const second = new Graphiql(await watched.newTab());
    await Promise.all([first.open('/graphql'), second.open('/graphql')]);
    await first.tab('CreateSession');
    await second.tab('ActiveFile');
    await Promise.all([first.run(), second.run()]);
    await first.answer('First look');
    await second.answer('"activeSession"');

    const renewed = await watched.context.request.post('/auth/refresh', { headers: { origin: system.url }, data: {} });
    const { accessToken } = (await renewed.json()) as { accessToken: string }; // the form of the token handler
    const query = '{ me { email activeSession { title } } }';
    const { data } = await send(JSON.stringify({ query }), { 'content-type': 'application/json' }, accessToken);
    expect(data).toEqual({ me: { email, activeSession: { title: 'First look' } } });
    expect(watched.faults()).toEqual([]);
  }, 120_000);
});
