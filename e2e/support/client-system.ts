import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Claude, startClaude } from './claude.ts';
import { type Network, startNetwork } from './network.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** The whole system with its page, and a browser before it. */
export interface ClientSystem extends AsyncDisposable {
  /** Where the browser finds the page: through `network`. */
  readonly url: string;
  readonly network: Network;
  readonly system: RunningStack;
  readonly browser: Browser;
  openPage(options?: BrowserContextOptions): Promise<WatchedPage>;
  /** Violations of the page's policy that browsers reported to the server. */
  reportedViolations(): readonly string[];
}

export interface ClaudeSystem extends ClientSystem {
  readonly claude: Claude;
}

/** With the offline analyst. `env` configures the system further. */
export async function startClientSystem(env: Readonly<Record<string, string>> = {}): Promise<ClientSystem> {
  const stack = new AsyncDisposableStack();
  try {
    const plain = { ANTHROPIC_API_KEY: '', CLIENT: 'on' };
    const system = stack.use(await startStack({ ...plain, ...env }));
    if (system.pageUrl === undefined) throw new Error('the system serves no page');
    await untilBuilt(system.pageUrl);
    const network = stack.use(await startNetwork(system.pageUrl.replace('localhost', '127.0.0.1')));
    const browser = await launchChromium();
    stack.defer(() => browser.close());
    return {
      url: network.url,
      network,
      system,
      browser,
      openPage: (options) => openWatchedPage(browser, network.url, options),
      reportedViolations: () => system.log.filter((line) => line.includes('the content security policy was violated')),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

/** With Claude, spoken by a server of this test. */
export async function startClaudeSystem(env: Readonly<Record<string, string>> = {}): Promise<ClaudeSystem> {
  const claude = await startClaude();
  try {
    const client = await startClientSystem({ ...claude.env, ...env });
    const dispose = async (): Promise<void> => {
      await client[Symbol.asyncDispose]();
      await claude[Symbol.asyncDispose]();
    };
    return { ...client, claude, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await claude[Symbol.asyncDispose]();
    throw error;
  }
}

/** A navigation waits for the build a while before it is told to come again. */
async function untilBuilt(pageUrl: string): Promise<void> {
  for (;;) {
    const response = await fetch(pageUrl, { headers: { accept: 'text/html' } });
    const text = await response.text();
    if (response.ok) return;
    if (!text.includes('being made ready')) throw new Error(`the page is not served: ${text}`);
  }
}
