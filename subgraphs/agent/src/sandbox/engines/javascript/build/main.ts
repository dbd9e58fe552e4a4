import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleChild } from '@mas/kit/sandbox/programs/bundle-child';
import { duckdbAddon, isolatedVmAddon } from '@mas/kit/sandbox/programs/native-addons';
import { bundleGuest } from './guest-bundle.ts';
import { snapshotGuest } from './guest-snapshot.ts';

const target = process.argv[2];
if (!target) throw new Error('The directory to build into is missing');
const engineDirectory = join(import.meta.dirname, '..');

const [guest] = await Promise.all([
  bundleGuest(join(engineDirectory, 'guest')),
  bundleChild({
    entry: join(engineDirectory, 'child', 'main.ts'),
    outfile: join(target, 'engine.cjs'),
    addons: { 'isolated-vm': isolatedVmAddon(), '@duckdb/node-bindings': duckdbAddon() },
    addonProperty: { 'isolated-vm': 'ivm' },
  }),
]);
await writeFile(join(target, 'guest.snapshot'), snapshotGuest(guest));
