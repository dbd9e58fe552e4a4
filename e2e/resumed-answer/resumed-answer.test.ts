import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@mas/kit/server/free-port';
import { end, type RunningStack, startStack } from '@mas/kit/testing/running-stack';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type AskProcess, startAsk } from '../../stack/test/ask-process.ts';
import { type Claude, startClaude } from '../support/claude.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { root } from '../support/root.ts';

/** Of as many pieces as a connection can be cut between, with letters of two code units. */
const report = `## Gentoo penguins are the heaviest 🐧\n\n${Array.from(
  { length: 20 },
  (_, line) => `${String(line)}. A Gentoo weighs **5,076.02 g** on average 😀.`,
).join('\n')}\n`;

describe('npm run ask, when its answer is interrupted', () => {
  let claude: Claude;
  let system: RunningStack;
  let network: Network;
  let directory: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mas-resumed-'));
    claude = await startClaude();
    env = { ...claude.env, GATEWAY_PORT: String(await freePort()) };
    system = await startStack(env);
    network = await startNetwork(`http://127.0.0.1:${env['GATEWAY_PORT'] ?? ''}`);
  }, 120_000);
  afterAll(async () => {
    await network[Symbol.asyncDispose]();
    await system[Symbol.asyncDispose]();
    await claude[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  });

  /** Asks, and gives the command when a part of the report is printed and the rest of it is held. */
  const askUntilHeld = async (): Promise<AskProcess> => {
    claude.reset();
    claude.reportText = report;
    claude.holdReportsAt(12);
    const question = [join(root, 'examples/penguins.csv'), 'What is the average body mass by species?'];
    const asked = startAsk([...question, '--mode', 'quick', '--gateway', network.url], { directory });
    await claude.untilHeld();
    while (asked.printed().length < 100) await wait(20);
    expect(report.startsWith(asked.printed())).toBe(true);
    return asked;
  };
  const expectReport = async (asked: AskProcess, printed = report): Promise<void> => {
    const { exitCode, stdout, stderr } = await asked.result;
    if (exitCode !== 0) throw new Error(stderr);
    expect(stdout).toBe(printed);
  };

  it('prints every part of it once when its socket is cut in the middle', async () => {
    const asked = await askUntilHeld();
    network.cut();
    await wait(200);
    network.restore();
    claude.goOn();
    await expectReport(asked);
  }, 60_000);

  it('prints every part of it once when it is written again from its beginning', async () => {
    const asked = await askUntilHeld();
    const { dataDirectory } = system;
    await end(system.process);
    claude.goOn();
    const again = await startStack({ ...env, DATA_DIR: dataDirectory });
    try {
      await expectReport(asked);
    } finally {
      await again[Symbol.asyncDispose]();
      system = await startStack(env);
    }
  }, 180_000);

  it('prints it anew, and says so, when something else is written the second time', async () => {
    const asked = await askUntilHeld();
    const printed = asked.printed();
    const { dataDirectory } = system;
    await end(system.process);
    claude.goOn();
    claude.reportText = `An answer of **5,076.02 g** in other words.\n`;
    const again = await startStack({ ...env, DATA_DIR: dataDirectory });
    try {
      await expectReport(asked, `${printed}\n\nThe answer is written anew:\n\n${claude.reportText}`);
    } finally {
      await again[Symbol.asyncDispose]();
    }
  }, 180_000);
});
