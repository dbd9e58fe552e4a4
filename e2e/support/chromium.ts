import { access } from 'node:fs/promises';
import { requirement } from '@mas/kit/testing/requirements';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether there is a Chromium; a suite without one is skipped with a line that says so, or fails with REQUIRE_ALL=1. */
export async function hasChromium(): Promise<boolean> {
  const isThere = await access(executablePath).then(
    () => true,
    () => false,
  );
  return requirement(`Chromium (${executablePath})`, isThere);
}

export interface ChromiumOptions {
  /** Where origins are served in truth: `{'http://localhost:3000': 41234}` for a port of this machine. */
  readonly origins?: Readonly<Record<string, number>>;
}

/** This machine, and nothing beyond it: no page, worker or browser finds another host. The first rule that fits counts. */
const thisHostAlone = ['MAP localhost 127.0.0.1', 'MAP 127.0.0.1 127.0.0.1', 'MAP * ~NOTFOUND'];

/** The pages keep their origins wherever they are served, so that a test needs no fixed port. */
export function launchChromium({ origins = {} }: ChromiumOptions = {}): Promise<Browser> {
  const rules = Object.entries(origins).map(([origin, port]) => {
    const { hostname, port: ownPort } = new URL(origin);
    return `MAP ${hostname}:${ownPort || '80'} 127.0.0.1:${port}`;
  });
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=${[...rules, ...thisHostAlone].join(', ')}`,
    ],
  });
}
