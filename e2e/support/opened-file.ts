import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

/** A saved page opened from the disk in a browser without a network. */
export interface OpenedFile extends AsyncDisposable {
  readonly page: Page;
  /** Errors on the console, uncaught ones, and whatever the file asked for that is not in it. */
  readonly faults: readonly string[];
}

export async function openFile(browser: Browser, path: string): Promise<OpenedFile> {
  const url = pathToFileURL(path).href;
  const context = await browser.newContext({ offline: true });
  const faults: string[] = [];
  context.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  context.on('weberror', (event) => faults.push(event.error().message));
  context.on('request', (request) => {
    if (request.url() !== url && !/^(?:data|blob):/.test(request.url())) faults.push(request.url());
  });
  const page = await context.newPage();
  await page.goto(url);
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}
