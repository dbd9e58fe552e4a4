import { chromiumPath } from '@mas/kit/testing/chromium';
import { type Browser, chromium } from 'playwright-core';

export { hasChromium } from '@mas/kit/testing/chromium';

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
    executablePath: chromiumPath,
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
