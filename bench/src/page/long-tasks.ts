import type { Page } from 'playwright-core';
import type { ClaudeSystem } from '../../../e2e/support/client-system.ts';
import type { Person } from '../../../e2e/support/person.ts';
import type { WatchedPage } from '../../../e2e/support/watched-page.ts';

/** Each task that kept the page from everything else for 50 ms or more; shorter ones a browser does not report. */
const watchTasks = `globalThis.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: 'longtask', buffered: true });`;

/** A page of the person, whose long tasks are noted from its first moment on. */
export async function openAs({ email }: Person, system: ClaudeSystem): Promise<WatchedPage> {
  const watched = await system.openPage({ viewport: { width: 1400, height: 900 } });
  await watched.context.addInitScript(watchTasks);
  await watched.page.goto('/');
  await watched.page.getByLabel('E-mail').fill(email);
  await watched.page.getByLabel('Password').fill('correct horse');
  await watched.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await watched.page.getByLabel('Your question').waitFor();
  return watched;
}

export async function forgetTasks(page: Page): Promise<void> {
  await page.evaluate('longTasks.length = 0');
}

/** Milliseconds; 0 when no task was long enough to be reported. */
export async function longestTask(page: Page): Promise<number> {
  return Number(await page.evaluate('Math.max(0, ...longTasks)'));
}
