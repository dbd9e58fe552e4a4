import type { BrowserContext, Page } from 'playwright-core';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { launchChromium } from '../support/chromium.ts';

export interface WatchedBrowser extends AsyncDisposable {
  /** An address of the attacker's server, which answers everything. */
  at(name: string): string;
  /** What that server was asked for, by whomever. */
  readonly asked: readonly string[];
  /** Opens the page, goes over its charts with the pointer, clicks and types, and tells all that it did beyond drawing. */
  provoke(html: string): Promise<Provoked>;
}

export interface Provoked {
  /** How many charts were drawn by scripts. */
  readonly live: number;
  /** Requests, other pages, dialogs, links that lead somewhere, code that ran. */
  readonly deeds: readonly string[];
}

/** A web page, as whoever hosts an export or a notebook shows it. */
const start = 'http://localhost/document.html';

/** A browser that finds this machine and nothing beyond it, and the server of somebody who waits for it. */
export async function watchBrowser(): Promise<WatchedBrowser> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'image/svg+xml');
    response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><linearGradient id="a"/></svg>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
  const browser = await launchChromium();
  return {
    at: (name) => `${origin}/${name}`,
    asked,
    async provoke(html) {
      const context = await browser.newContext();
      try {
        const deeds = await watch(context, html);
        const page = await context.newPage();
        await page.goto(start);
        await settled(page);
        const live = await goOver(page);
        const links = await liveLinks(page);
        const ran: unknown = await page.evaluate('document.documentElement.dataset.ran');
        return {
          live,
          deeds: [...new Set([...deeds, ...links, ...(typeof ran === 'string' ? [`ran ${ran}`] : [])])],
        };
      } finally {
        await context.close();
      }
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Serves the page, and notes what it does from now on. */
async function watch(context: BrowserContext, html: string): Promise<string[]> {
  const deeds: string[] = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url === start) return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    deeds.push(`asked for ${url}`);
    return route.continue();
  });
  context.on('page', (page) => {
    if (context.pages().length > 1) deeds.push(`opened ${page.url()}`);
    page.on('dialog', (dialog) => {
      deeds.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('framenavigated', (frame) => {
      const place = frame.url().split('#')[0];
      if (place !== start && place !== 'about:blank') deeds.push(`went to ${frame.url()}`);
    });
  });
  return deeds;
}

const drawings = '.live :is(svg, canvas).marks';

/** No more charts appear. */
async function settled(page: Page): Promise<void> {
  let before = -1;
  for (let now = 0; now !== before; now = await page.locator(drawings).count()) {
    before = now;
    await page.waitForTimeout(700);
  }
}

/** Over each chart in steps, with a click at each, and a few keys. Gives the number of charts. */
async function goOver(page: Page): Promise<number> {
  const found = await page.locator(drawings).all();
  for (const drawing of found) {
    await drawing.scrollIntoViewIfNeeded();
    const box = await drawing.boundingBox();
    if (!box) continue;
    for (const x of [0.15, 0.35, 0.5, 0.7, 0.9]) {
      for (const y of [0.1, 0.5, 0.75, 0.95]) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
        if (y !== 0.1) await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
      }
    }
  }
  await page.keyboard.type('a');
  for (const control of await page.locator('.vega-bindings :is(input, select)').all()) {
    await control.click({ timeout: 500, force: true }).catch(() => undefined); // covered by another, or gone
  }
  await page.waitForTimeout(200);
  return found.length;
}

/** Links in the drawings that have an address, the export's own entries excepted. */
async function liveLinks(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(`[...document.querySelectorAll('.live a')]
    .filter((link) => !link.closest('.vega-actions'))
    .map((link) => link.getAttribute('href') ?? link.getAttribute('xlink:href')).filter((href) => href !== null)`);
  return (found as string[]).map((href) => `link to ${href}`);
}
