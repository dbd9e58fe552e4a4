import { benchmarkKernel } from './kernel.ts';
import { benchmarkPage } from './page.ts';
import { benchmarkShim } from './shim.ts';

/** Benchmarks by name. Each starts what it measures, prints its figures and leaves nothing behind. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  kernel: benchmarkKernel,
  page: benchmarkPage,
  shim: benchmarkShim,
};

const name = process.argv[2] ?? '';
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
if (benchmark === undefined) {
  process.stderr.write(`Say which benchmark: ${Object.keys(benchmarks).join(', ')}\n`);
  process.exitCode = 2;
} else {
  await benchmark();
}
