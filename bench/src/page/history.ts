import type { Page } from 'playwright-core';
import type { ClaudeSystem } from '../../../e2e/support/client-system.ts';
import type { Person } from '../../../e2e/support/person.ts';
import type { Figure } from '../page.ts';
import { forgetTasks, longestTask, openAs } from './long-tasks.ts';

/** A question and its answer are two messages. */
const questions = Number(process.env['BENCH_QUESTIONS'] ?? 100);
const together = 4;
const ask = 'mutation ($question: String!) { ask(question: $question) { id } }';

/** A conversation of 200 messages, each answer with code, a chart and a table: opened, read back to its start, and down again. */
export async function* measureHistory(system: ClaudeSystem, person: Person): AsyncGenerator<Figure> {
  await person.must('mutation { createSession(title: "Long talk") { id } }');
  await person.must('mutation { activateFile(id: 1) { id } }');
  for (let asked = 0; asked < questions; asked += together) {
    const batch = Array.from({ length: together }, (_, index) => `Question ${asked + index + 1}: how heavy are they?`);
    await Promise.all(batch.map((question) => answer(person, question)));
  }
  await using watched = await openAs(person, system);
  const { page } = watched;
  await page.locator('canvas').first().waitFor();
  yield { name: 'longest task while a long history opens', value: await longestTask(page), unit: 'ms', goal: 200 };
  await forgetTasks(page);
  await readBack(page);
  yield {
    name: `longest task while ${questions * 2} messages are read back`,
    value: await longestTask(page),
    unit: 'ms',
    goal: 200,
  };
}

async function answer(person: Person, question: string): Promise<void> {
  const asked = await person.must<{ ask: { id: string } }>(ask, { question });
  for await (const event of person.events(asked.ask.id, '__typename')) {
    if (event['__typename'] === 'RunFailed') throw new Error('a question of the benchmark has no answer');
  }
}

/** With the wheel, as a reader does: up to the first question, then down to the last. */
async function readBack(page: Page): Promise<void> {
  await page.mouse.move(620, 450);
  while ((await page.locator('article').count()) < questions) {
    await wheel(page, -4_000, 5);
    await page.evaluate(
      `[...document.querySelectorAll('main button')].find((button) => button.textContent.startsWith('Earlier'))?.click()`,
    );
  }
  await wheel(page, -4_000, 40);
  await wheel(page, 2_000, 100);
}

async function wheel(page: Page, deltaY: number, times: number): Promise<void> {
  for (let turned = 0; turned < times; turned += 1) {
    await page.mouse.wheel(0, deltaY);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }
}
