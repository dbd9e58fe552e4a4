import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import type { Analyst, AnalystCall } from '../src/analyst/analyst.ts';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { eventually } from './sandbox/sandbox-fixture.ts';
import { codeTimeoutMs, startAgent, typesOf, useStores } from './support/agent-fixture.ts';
import { heldStages } from './support/held-stages.ts';
import { Gate, quick, scriptedAnalyst } from './support/scripted-analyst.ts';

describe.each(await storeKinds())('cancelling over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it.each(heldStages)('stops the analyst at once in %s', async (_stage, script) => {
    const gate = new Gate();
    const stopped = Promise.withResolvers<undefined>();
    const hold = async ({ signal }: AnalystCall): Promise<void> => {
      signal.addEventListener('abort', () => stopped.resolve(undefined), { once: true });
      await gate.pass(signal);
    };
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst(script(hold)) });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await gate.reached;
    expect(await ada.cancel(id)).toEqual({ cancelRun: { status: 'CANCELLED' } });
    await stopped.promise; // nothing else would end it: its gate stays shut

    const events = await ada.allEvents(id);
    expect(typesOf(events).at(-1)).toBe('RunCancelled');
    expect(typesOf(events).filter((type) => /^Run(Cancelled|Failed|Finished)$/.test(type))).toHaveLength(1);
    expect(await ada.cancel(id)).toEqual({ cancelRun: { status: 'CANCELLED' } });
    expect(await ada.allEvents(id)).toEqual(events);
  });

  it('kills code that runs', async () => {
    const analyst = scriptedAnalyst({ writeCode: () => Promise.resolve('for (;;);') });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await ada.until(id, 'CodeWritten');
    await eventually('it has a kernel', async () => (await kernelsWithData()).length === 1);
    await ada.cancel(id);
    await eventually('its kernel is gone', async () => (await kernelsWithData()).length === 0, codeTimeoutMs.QUICK / 2);
    expect(typesOf(await ada.allEvents(id)).at(-1)).toBe('RunCancelled');
  });

  it('ends a run that waits, which is never begun', async () => {
    const gate = new Gate();
    const classify: Analyst['classify'] = async (_context, { signal }) => (await gate.pass(signal), quick);
    await using agent = await startAgent(stores(), workshop(), {
      analyst: scriptedAnalyst({ classify }),
      concurrency: 1,
    });
    const ada = agent.person();
    const first = await ada.ask('First?');
    await gate.reached;
    const second = await ada.ask('Second?');
    expect(await ada.cancel(second)).toEqual({ cancelRun: { status: 'CANCELLED' } });
    expect(typesOf(await ada.allEvents(second))).toEqual(['RunCancelled']);
    gate.open();
    expect(typesOf(await ada.allEvents(first)).at(-1)).toBe('RunFinished');
  });

  it('leaves a run that has its answer as it is', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    const events = await ada.allEvents(id);
    expect(await ada.cancel(id)).toEqual({ cancelRun: { status: 'SUCCEEDED' } });
    expect(await ada.allEvents(id)).toEqual(events);
  });
});

/** The kernels of this process that have a dataset: each has its directory for as long as it runs. */
function kernelsWithData(): Promise<string[]> {
  const pattern = `mas-agent-test-*/scratch/kernel-${process.pid}-*/data/dataset-1.*`;
  return Array.fromAsync(glob(pattern, { cwd: tmpdir() }));
}
