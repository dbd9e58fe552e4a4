import type { ClaudeSystem } from '../../../e2e/support/client-system.ts';
import type { Person } from '../../../e2e/support/person.ts';
import type { Figure } from '../page.ts';
import { forgetTasks, longestTask, openAs } from './long-tasks.ts';

const wantedEvents = Number(process.env['BENCH_EVENTS'] ?? 5_000);
/** Text that makes an event of its own without waiting for more. */
const deltaCharacters = 256;
const paragraph = `### Part

The mean is **5,076.02 g**, against 3,733.09 g and 3,700.66 g. ${'Words that say what this means go on for a while. '.repeat(4)}

| Species | Mean |
|---|---|
| Adelie | 3,700.66 |
| Gentoo | 5,076.02 |

`;

/**
 * Elements are found by CSS: to find them by role, the test's own script would read all of the page, in a task of the page.
 *
 * An answer of very many events, live, and the same once more when the page is loaded again in its midst.
 */
export async function* measureStreaming(system: ClaudeSystem, person: Person): AsyncGenerator<Figure> {
  const { claude } = system;
  const before = { reportText: claude.reportText, deltaCharacters: claude.deltaCharacters, paceMs: claude.paceMs };
  claude.reportText = paragraph.repeat(Math.ceil((wantedEvents * deltaCharacters) / paragraph.length));
  claude.deltaCharacters = deltaCharacters;
  claude.paceMs = 10;
  await using watched = await openAs(person, system);
  const { page } = watched;
  await forgetTasks(page);
  claude.holdReportsAt(wantedEvents - 1);
  await page.getByLabel('Your question').fill('What is the average body mass by species?');
  await page.getByRole('button', { name: 'Send' }).click();
  await claude.untilHeld();
  const live = await longestTask(page);
  const events = await countEvents(person);
  yield { name: `longest task while ${events} events stream`, value: live, unit: 'ms', goal: 200 };

  await page.reload();
  await page.locator('.report h3').first().waitFor({ timeout: 60_000 });
  await forgetTasks(page);
  claude.goOn();
  await page.locator('[aria-label="Copy the answer"]').waitFor({ timeout: 120_000 });
  yield { name: 'longest task when that answer ends', value: await longestTask(page), unit: 'ms', goal: 200 };
  Object.assign(claude, before);
}

async function countEvents(person: Person): Promise<number> {
  const query = '{ me { activeSession { runs(first: 1) { nodes { lastSeq } } } } }';
  const { me } = await person.must<{ me: { activeSession: { runs: { nodes: { lastSeq: number }[] } } } }>(query);
  return me.activeSession.runs.nodes[0]?.lastSeq ?? 0;
}
