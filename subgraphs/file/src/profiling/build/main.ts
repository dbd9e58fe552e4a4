import { join } from 'node:path';
import { bundleChild } from '@mas/kit/sandbox/programs/bundle-child';
import { duckdbAddon } from '@mas/kit/sandbox/programs/native-addons';

const target = process.argv[2];
if (!target) throw new Error('The directory to build into is missing');
await bundleChild({
  entry: join(import.meta.dirname, '..', 'child', 'main.ts'),
  outfile: join(target, 'profiler.cjs'),
  addons: { '@duckdb/node-bindings': duckdbAddon() },
});
