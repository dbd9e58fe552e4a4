import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults } from '../../support/axe.ts';
import type { ClaudeSystem } from '../../support/client-system.ts';
import { registerPerson } from '../../support/person.ts';
import { root } from '../../support/root.ts';
import { screenshot } from '../../support/screenshot.ts';
import type { WatchedPage } from '../../support/watched-page.ts';

export const sizes = { wide: { width: 1400, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof sizes;

const penguins = join(root, 'examples/penguins.csv');
const colours = ['light', 'dark'] as const;
const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Somebody who looks closely at each screen, in light and dark. */
export class Visitor implements AsyncDisposable {
  readonly page: Page;
  readonly watched: WatchedPage;
  readonly #size: Size;
  readonly #faults: string[] = [];

  private constructor(watched: WatchedPage, size: Size) {
    this.watched = watched;
    this.page = watched.page;
    this.#size = size;
    watched.context.on('console', (message) => {
      if (message.type() === 'warning') this.#faults.push(`console: ${message.text()}`);
    });
  }

  static async come(system: ClaudeSystem, size: Size): Promise<Visitor> {
    const options = { viewport: sizes[size], hasTouch: size === 'phone', reducedMotion: 'reduce' } as const;
    const visitor = new Visitor(await system.openPage(options), size);
    await visitor.page.goto('/');
    return visitor;
  }

  /** With an account, a session and, unless told otherwise, the penguins in it. */
  static async comeSignedIn(system: ClaudeSystem, size: Size, { hasFile = true } = {}): Promise<Visitor> {
    await using person = await registerPerson(system.system.gatewayUrl);
    await person.must('mutation { createSession(title: "First look") { id } }');
    await person.must('mutation { createSession(title: "Penguins of the Palmer archipelago") { id } }');
    if (hasFile) await person.upload(penguins);
    const visitor = await Visitor.come(system, size);
    await visitor.signIn(person.email);
    await visitor.page.getByRole('heading', { level: 1, name: /Palmer/ }).waitFor();
    return visitor;
  }

  async signIn(email: string): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill('correct horse');
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Everything that axe finds on the screen as it stands, in both colours. */
  async look(name: string, awaited?: Locator): Promise<void> {
    await awaited
      ?.first()
      .waitFor()
      .catch(async (error: unknown) => {
        await screenshot(this.page, `${name}-${this.#size}-missing`);
        throw error;
      });
    for (const colorScheme of colours) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.evaluate(twoFrames); // by then charts have begun to be drawn in the other colours
      await this.page.locator('.chart[aria-busy=true]').first().waitFor({ state: 'detached' });
      await screenshot(this.page, `${name}-${this.#size}-${colorScheme}`);
      const faults = await accessibilityFaults(this.page);
      this.#faults.push(...faults.map((fault) => `${name}, ${colorScheme}: ${fault}`), ...(await this.#overflow(name)));
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
  }

  /** What went wrong so far; nothing when all is well. */
  faults(): readonly string[] {
    return [...this.watched.faults(), ...this.#faults];
  }

  /** What was seen to be wrong, without what the browser reported. */
  seen(): readonly string[] {
    return this.#faults;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).first();
  }

  /** On a phone the panel comes in from the edge. */
  async openPanel(name: 'Sessions' | 'Files'): Promise<void> {
    if (this.#size === 'phone') await this.button(name).click();
  }

  async closePanel(): Promise<void> {
    if (this.#size === 'phone') await this.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  }

  async ask(question: string): Promise<void> {
    await this.page.getByLabel('Your question').fill(question);
    await this.button('Send').click();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.watched[Symbol.asyncDispose]();
  }

  async #overflow(name: string): Promise<string[]> {
    const extra = Number(
      await this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
    return extra > 0 ? [`${name}: the page is ${extra} pixels too wide`] : [];
  }
}
