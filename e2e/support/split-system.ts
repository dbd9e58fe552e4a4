import { freePort } from '@mas/kit/server/free-port';
import { plainEnv } from '@mas/kit/testing/plain-env';
import { end, startStack } from '@mas/kit/testing/running-stack';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Claude, startClaude } from './claude.ts';
import { type Network, startNetwork } from './network.ts';
import { root } from './root.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const names = ['auth', 'session', 'file', 'agent'] as const;
type Name = (typeof names)[number];

/** The services behind a gateway and a page server that are processes of their own: each can be away while the others work. */
export interface SplitSystem extends AsyncDisposable {
  /** Of the page. */
  readonly url: string;
  readonly browser: Browser;
  readonly claude: Claude;
  /** The ways from the gateway to the services. */
  readonly ways: Readonly<Record<Name, Network>>;
  openPage(): Promise<WatchedPage>;
  stopGateway(): Promise<void>;
  startGateway(): Promise<void>;
}

const secret = { SECRET_KEY: 'the same secret for all of them, 32 characters' };

export async function startSplitSystem(): Promise<SplitSystem> {
  const stack = new AsyncDisposableStack();
  try {
    const claude = stack.use(await startClaude());
    const ports = await perName(() => freePort());
    const portVariables = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_PORT`, String(ports[name])]));
    stack.use(await startStack({ ...claude.env, ...portVariables, ...secret }));
    const ways = await perName(async (name) =>
      stack.use(await startNetwork(`http://127.0.0.1:${String(ports[name])}`)),
    );

    const gatewayPort = String(await freePort());
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const routes = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_URL`, ways[name].url]));
    let gateway: ChildProcess | undefined;
    const startGateway = async (): Promise<void> => {
      gateway = start('gateway/src/main.ts', { ...secret, ...routes, GATEWAY_PORT: gatewayPort });
      await untilAlive(gatewayUrl);
    };
    const stopGateway = async (): Promise<void> => {
      if (gateway !== undefined) await end(gateway);
    };
    stack.defer(stopGateway);
    await startGateway();

    const pagePort = String(await freePort());
    const url = `http://localhost:${pagePort}`;
    const page = start('client/server/main.ts', { CLIENT_PORT: pagePort, GATEWAY_URL: gatewayUrl });
    stack.defer(() => end(page));
    await untilAlive(url);
    const browser = await launchChromium();
    stack.defer(() => browser.close());
    return {
      url,
      browser,
      claude,
      ways,
      openPage: () => openWatchedPage(browser, url),
      stopGateway,
      startGateway,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function perName<Value>(make: (name: Name) => Promise<Value>): Promise<Record<Name, Value>> {
  const entries = await Promise.all(names.map(async (name) => [name, await make(name)] as const));
  return Object.fromEntries(entries) as Record<Name, Value>; // an entry for every name
}

function start(script: string, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [join(root, script)], {
    cwd: root,
    env: { ...plainEnv(), LOG_LEVEL: 'silent', HOST: '127.0.0.1', ...env },
    stdio: 'ignore',
  });
}

async function untilAlive(url: string): Promise<void> {
  for (;;) {
    const isAlive = await fetch(`${url}/livez`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isAlive) return;
    await setTimeout(50);
  }
}
