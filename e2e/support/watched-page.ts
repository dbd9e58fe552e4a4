import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';

/** A page of a fresh browser profile, and all that went wrong in it. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console and uncaught ones. */
  readonly consoleErrors: readonly string[];
  /** Violations of the content security policy, as the page itself saw them. */
  readonly violations: readonly string[];
  /** Addresses of other hosts that anything of the page asked for. */
  readonly foreignRequests: readonly string[];
  /** Another tab of the same profile, watched with this one. */
  newTab(): Promise<Page>;
  /** All of the above, for one expectation: `expect(watched.faults()).toEqual([])`. */
  faults(): readonly string[];
}

const violationScript = `document.addEventListener('securitypolicyviolation', (event) =>
  reportViolation(event.effectiveDirective + ' forbids ' + event.blockedURI + ' at ' + event.sourceFile + ':' + event.lineNumber));`;

export async function openWatchedPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: url, ...options });
  const { host } = new URL(url);
  const consoleErrors: string[] = [];
  const violations: string[] = [];
  const foreignRequests: string[] = [];
  const note = (address: string): void => {
    const { protocol, host: other } = new URL(address);
    const isOfHost = /^(?:https?|wss?):$/.test(protocol);
    if (isOfHost && other !== host) foreignRequests.push(address);
  };
  await context.exposeFunction('reportViolation', (text: string) => void violations.push(text));
  await context.addInitScript(violationScript);
  context.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(textOf(message));
  });
  context.on('weberror', (event) => consoleErrors.push(event.error().stack ?? event.error().message));
  context.on('request', (request) => note(request.url()));
  context.on('page', (opened) => opened.on('websocket', (socket) => note(socket.url())));
  const page = await context.newPage();
  return {
    page,
    context,
    consoleErrors,
    violations,
    foreignRequests,
    newTab: () => context.newPage(),
    faults: () => [...consoleErrors, ...violations, ...foreignRequests],
    [Symbol.asyncDispose]: () => context.close(),
  };
}

function textOf(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.text()} (${url}:${lineNumber})`;
}
