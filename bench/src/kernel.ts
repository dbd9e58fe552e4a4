import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox } from '@mas/agent/sandbox/create-sandbox';
import type { Sandbox } from '@mas/agent/sandbox/sandbox';
import { createLogger } from '@mas/kit/logger';
import { createJail } from '@mas/kit/sandbox/create-jail';
import { jailKinds, type Jail, type JailKind } from '@mas/kit/sandbox/jails/jail';
import { latencyOf } from './percentiles.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 21);
const code = 'result(sql("SELECT species, avg(body_mass_g) AS mean FROM data GROUP BY 1 ORDER BY 1"))';
const dataset = { path: join(import.meta.dirname, '../../examples/penguins.csv'), format: 'csv' } as const;
const logger = createLogger({ service: 'bench', level: 'error' });

interface Measured {
  readonly jail: Jail;
  /** From the pool, and with a child that had to be started. */
  readonly warm: Sandbox;
  readonly cold: Sandbox;
  readonly warmMs: number[];
  readonly coldMs: number[];
}

/** A kernel from its opening to its first result, in each jail of this machine in turns; `process` is the bare child. */
export async function benchmarkKernel(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-bench-kernel-'));
  const measured = await openAll(directory);
  for (let round = 0; round <= rounds; round += 1) {
    for (const { warm, cold, warmMs, coldMs } of measured.values()) {
      const [first, second] = [await timeOne(cold), await timeOne(warm)];
      if (round === 0) continue; // everything is read from the disk once
      coldMs.push(first);
      warmMs.push(second);
    }
  }
  const bare = latencyOf(measured.get('process')?.coldMs ?? []);
  for (const [kind, { warmMs, coldMs }] of measured) {
    const [warm, cold] = [latencyOf(warmMs), latencyOf(coldMs)];
    process.stdout.write(
      `${kind.padEnd(8)} from the pool p50 ${warm.p50.toFixed(0)} ms, p99 ${warm.p99.toFixed(0)} ms; started for it p50 ` +
        `${cold.p50.toFixed(0)} ms, ${(cold.p50 / bare.p50).toFixed(2)} of a bare child, ${(cold.p50 - bare.p50).toFixed(0)} ms more\n`,
    );
  }
  for (const { jail, warm, cold } of measured.values()) {
    await Promise.all([warm.dispose(), cold.dispose()]);
    await jail.dispose();
  }
  await rm(directory, { recursive: true, force: true });
}

async function openAll(directory: string): Promise<Map<JailKind, Measured>> {
  const measured = new Map<JailKind, Measured>();
  for (const preferred of jailKinds) {
    const options = { scratchDirectory: join(directory, preferred), name: 'kernels', logger } as const;
    const jail = await createJail({ preferred }, options).catch(() => undefined); // not to be had on this machine
    if (jail === undefined) continue;
    const config = { jail, cacheDirectory: join(directory, 'programs'), logger };
    const [warm, cold] = [await createSandbox(config), await createSandbox({ ...config, spareKernels: 0 })];
    measured.set(preferred, { jail, warm, cold, warmMs: [], coldMs: [] });
  }
  return measured;
}

async function timeOne(sandbox: Sandbox): Promise<number> {
  const { signal } = new AbortController();
  const startedAt = performance.now();
  const kernel = await sandbox.open({ runId: 'bench', userId: 'bench', dataset, signal });
  await kernel.run(code);
  const took = performance.now() - startedAt;
  await kernel.dispose();
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
  return took;
}

/** In which the pool starts its next child. */
const pauseMs = 700;
