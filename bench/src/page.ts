import { join } from 'node:path';
import { type ClaudeSystem, startClaudeSystem } from '../../e2e/support/client-system.ts';
import { type Person, registerPerson } from '../../e2e/support/person.ts';
import { measureFirstLoad } from './page/first-load.ts';
import { measureHistory } from './page/history.ts';
import { measureStreaming } from './page/streaming.ts';

const penguins = join(import.meta.dirname, '../../examples/penguins.csv');

/** A figure of the page with the most that it may be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'kB';
  readonly goal: number;
}

/** How soon the page shows, and whether it stays smooth: a JSON line for each figure, with its share of what is allowed first. */
export async function benchmarkPage(): Promise<void> {
  await using system = await startClaudeSystem();
  await using person = await registerPerson(system.system.gatewayUrl);
  await begin(person);
  for (const measure of measurements) {
    for await (const { name, value, unit, goal } of measure(system, person)) {
      const line = { ratio: round(value / goal), name, value: round(value), unit, goal };
      process.stdout.write(`${JSON.stringify(line)}\n`);
      if (value > goal) process.exitCode = 1;
    }
  }
}

type Measure = (system: ClaudeSystem, person: Person) => AsyncIterable<Figure>;
const measurements: readonly Measure[] = [measureFirstLoad, measureStreaming, measureHistory];

/** A session with a dataset. */
async function begin(person: Person): Promise<void> {
  await person.must('mutation { createSession(title: "Benchmark") { id } }');
  const { errors } = await person.upload(penguins);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
