import type { BrowserContextOptions } from 'playwright-core';
import type { ClientSystem } from './client-system.ts';
import { type Person, registerPerson } from './person.ts';
import type { WatchedPage } from './watched-page.ts';

/** A page whose browser remembers the sign-in of somebody new, and that person by the gateway, to lay things ready. */
export interface SignedInPage extends WatchedPage {
  readonly person: Person;
}

/** Opens no address yet: `page.goto('/')` finds what was laid ready. */
export async function openSignedIn(system: ClientSystem, options?: BrowserContextOptions): Promise<SignedInPage> {
  const person = await registerPerson(system.system.gatewayUrl);
  const watched = await system.openPage(options);
  const data = { email: person.email, password: 'correct horse' };
  const answer = await watched.context.request.post('/auth/login', { headers: { origin: system.url }, data });
  if (!answer.ok()) throw new Error(`not signed in: ${await answer.text()}`);
  return {
    ...watched,
    person,
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await watched[Symbol.asyncDispose]();
    },
  };
}
