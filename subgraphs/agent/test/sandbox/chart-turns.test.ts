import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import { openTestJail } from '@mas/kit/testing/test-jail';
import type { ChartRenderer } from '../../src/charts/chart-renderer.ts';
import { createChartRenderer } from '../../src/charts/create-chart-renderer.ts';
import type { JsonObject } from '../../src/sandbox/sandbox.ts';
import { cacheDirectory, childProcesses, eventually, noChildIsLeft, quietLogger } from './sandbox-fixture.ts';

/** Long beside what a chart takes, so that whoever waited for a slow one is found out on a busy machine too. */
const timeoutMs = 4000;
const soonMs = 3500;

let directory: string;
let jail: Jail;
let renderer: ChartRenderer;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mas-chart-turns-'));
  jail = await openTestJail(join(directory, 'scratch'));
  renderer = await createChartRenderer({ jail, cacheDirectory, timeoutMs, logger: quietLogger });
  await Promise.all(['warm', 'up'].map((userId) => renderer.render(bars, { userId })));
}, 120_000);

afterEach(async () => {
  await renderer.dispose();
  await jail.dispose();
  await noChildIsLeft();
  await rm(directory, { recursive: true, force: true });
});

const bars: JsonObject = {
  data: { values: [{ name: 'Ann', n: 1 }] },
  mark: 'bar',
  encoding: { x: { field: 'name', type: 'nominal' }, y: { field: 'n', type: 'quantitative' } },
};
const endless: JsonObject = { ...bars, transform: [{ filter: `test(/(a+)+$/, '${'a'.repeat(60)}b')` }] };

/** The code that it ended with. */
const draw = (userId: string, spec: JsonObject, signal?: AbortSignal): Promise<unknown> =>
  renderer.render(spec, { userId, ...(signal && { signal }) }).then(
    () => 'drawn',
    (error: unknown) => (error as { code?: unknown }).code ?? error,
  );

async function msOf(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
}

const nextTick = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('a chart that does not end', () => {
  test('delays nobody else, however many of them its person has waiting', async () => {
    const slow = Promise.all([1, 2].map(() => draw('mallory', endless)));
    await nextTick();
    expect(await msOf(draw('ada', bars))).toBeLessThan(soonMs);
    expect(await msOf(draw('alan', bars))).toBeLessThan(soonMs);
    const others = ['ada', 'alan', 'grace', 'ada', 'grace'].map((userId) => draw(userId, bars));
    expect(await msOf(Promise.all(others))).toBeLessThan(soonMs);
    expect(await slow).toEqual(['CHART_TIMEOUT', 'CHART_TIMEOUT']);
  });

  test('has the whole of its own time, however long it waited', async () => {
    const [first, second] = await Promise.all([msOf(draw('mallory', endless)), msOf(draw('mallory', endless))]);
    expect(first).toBeGreaterThan(timeoutMs - 100);
    expect(second).toBeGreaterThan(2 * timeoutMs - 200);
  });

  test('of several people who have had such before leaves a place to all others', async () => {
    const culprits = ['mallory', 'trudy', 'oscar'];
    await Promise.all(culprits.map((userId) => draw(userId, endless)));
    const again = Promise.all(culprits.flatMap((userId) => [draw(userId, endless), draw(userId, endless)]));
    await nextTick();
    for (const userId of ['ada', 'alan', 'grace']) expect(await msOf(draw(userId, bars))).toBeLessThan(soonMs);
    await renderer.dispose();
    await again;
  });
});

describe('whoever is cancelled', () => {
  test('while waiting leaves at once, and those behind move up', async () => {
    const slow = draw('mallory', endless);
    await nextTick();
    const abort = new AbortController();
    const waiting = renderer.render(endless, { userId: 'mallory', signal: abort.signal });
    await nextTick();
    abort.abort(new Error('not any more'));
    await expect(waiting).rejects.toThrow('not any more');
    expect(await slow).toBe('CHART_TIMEOUT');
    expect(await msOf(draw('mallory', bars))).toBeLessThan(soonMs);
  });

  test('while drawing costs the others nothing', async () => {
    const abort = new AbortController();
    const cancelled = renderer.render(endless, { userId: 'mallory', signal: abort.signal });
    const failed = expect(cancelled).rejects.toThrow('changed my mind');
    await nextTick();
    abort.abort(new Error('changed my mind'));
    const drawn = await Promise.all([draw('ada', bars), draw('mallory', bars), draw('alan', bars)]);
    expect(drawn).toEqual(['drawn', 'drawn', 'drawn']);
    await failed;
  });
});

test('people take turns', async () => {
  const order: string[] = [];
  const asked = ['ada', 'ada', 'ada', 'ada', 'ada', 'ada', 'alan'].map(async (userId, index) => {
    await draw(userId, bars);
    order.push(`${userId}${index}`);
  });
  await Promise.all(asked);
  expect(order.indexOf('alan6')).toBeLessThan(6);
});

test('no more processes are there than draw at once, and each that was killed is replaced', async () => {
  const people = ['ada', 'alan', 'grace', 'mallory'];
  await Promise.all(people.flatMap((userId) => [draw(userId, bars), draw(userId, bars)]));
  expect((await childProcesses()).length).toBeLessThanOrEqual(2);
  const before = await childProcesses();
  await Promise.all(['mallory', 'trudy'].map((userId) => draw(userId, endless)));
  expect(await draw('ada', bars)).toBe('drawn');
  await eventually('none of the killed is left', async () => {
    const now = await childProcesses();
    return now.length <= 2 && before.every((pid) => !now.includes(pid));
  });
});

test('a renderer that is closed turns away those who wait', async () => {
  const asked = [1, 2, 3].map(() => draw('mallory', endless));
  await nextTick();
  await renderer.dispose();
  for (const code of await Promise.all(asked)) expect(['SANDBOX_UNAVAILABLE', 'CHART_INVALID']).toContain(code);
  expect(await draw('ada', bars)).toBe('SANDBOX_UNAVAILABLE');
});
