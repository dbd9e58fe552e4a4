import { randomUUID } from 'node:crypto';
import type { ClaudeSystem } from '../../support/client-system.ts';
import { Visitor, type Size } from './visitor.ts';

/** The ways in, and the pages beside the workspace. Each visit gives the faults that it found. */
export const doors = {
  async 'signing in, and the first session'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.come(system, size);
    const { page } = visitor;
    await visitor.look('sign-in', page.getByLabel('E-mail'));
    await visitor.button('Sign in').click();
    await visitor.look('sign-in-empty-fields', page.getByText('password', { exact: false }));
    await visitor.signIn('nobody@example.com');
    await visitor.look('sign-in-wrong-password', page.getByRole('alert').or(page.locator('[aria-invalid]')));
    await visitor.button('Create an account').click();
    await page.getByLabel('E-mail').fill(`${randomUUID()}@example.com`);
    await page.getByLabel('Password').fill('correct horse');
    await visitor.look('register');
    await visitor.button('Create account').click();
    await visitor.look('welcome', page.getByRole('heading', { name: 'Start your first session' }));
    await page.getByLabel('Title').fill('Penguins');
    await visitor.button('Create session').click();
    await visitor.look('empty-session', page.getByText('First, a dataset'));
    await visitor.openPanel('Files');
    await visitor.look('empty-files', visitor.button('Add a dataset'));
    const ownWords = / 401 .*\/auth\/login/; // of the browser, for the wrong password
    return visitor.faults().filter((fault) => !ownWords.test(fault));
  },

  async 'account, system, and no page at all'(system: ClaudeSystem, size: Size): Promise<readonly string[]> {
    await using visitor = await Visitor.comeSignedIn(system, size);
    const { page } = visitor;
    await visitor.openPanel('Sessions');
    await visitor.look('sessions', page.getByRole('link', { name: /Palmer/ }));
    await page.goto('/account');
    await visitor.look('account', visitor.button('Change password'));
    await page.getByLabel('Current password').fill('wrong horse');
    await page.getByLabel('New password').fill('short');
    await visitor.button('Change password').click();
    await visitor.look('account-error', page.locator('[aria-invalid]'));
    await page.goto('/system');
    await page.getByText('answers').nth(4).waitFor();
    await visitor.look('system', page.getByText('Sandbox'));
    // One process holds all services here, so that none can be down alone: its report says so instead.
    await page.route('/readyz', async (route) => {
      const report = await (await route.fetch()).text();
      await route.fulfill({ status: 503, body: report.replace('"ok":true', '"ok":false') });
    });
    await page.reload();
    await visitor.look('system-service-down', page.getByText('does not answer'));
    await page.goto('/no-such-page');
    await visitor.look('not-found', page.getByText('There is nothing at this address.'));
    return visitor.watched
      .faults()
      .filter((fault) => !/readyz/.test(fault))
      .concat(visitor.seen());
  },
};
