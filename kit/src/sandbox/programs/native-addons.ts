import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const nodeReport = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

/** Names of packages with native code end in the C library of the machine: `linux-x64-gnu`, `linux-x64-musl`. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  return nodeReport.parse(process.report.getReport()).header.glibcVersionRuntime === undefined;
}

const require = createRequire(import.meta.url);
const platform = `${process.platform}-${process.arch}`;

/** Where the native addons of this machine lie: a jailed program is built with them. */
export function isolatedVmAddon(): string {
  const manifest = require.resolve('isolated-vm/package.json');
  // node-gyp-build has no types; this is its documented signature.
  const findAddon = createRequire(manifest)('node-gyp-build') as { path(directory: string): string };
  return findAddon.path(dirname(manifest));
}

export function duckdbAddon(): string {
  const name = `@duckdb/node-bindings-${platform}${isMusl() ? '-musl' : ''}`;
  const bindings = createRequire(require.resolve('@duckdb/node-api')).resolve('@duckdb/node-bindings');
  return createRequire(bindings).resolve(`${name}/duckdb.node`);
}

export function resvgAddon(): string {
  const libc = process.platform === 'linux' ? (isMusl() ? '-musl' : '-gnu') : '';
  const suffix = process.platform === 'win32' ? '-msvc' : libc;
  const manifest = createRequire(require.resolve('@resvg/resvg-js')).resolve(
    `@resvg/resvg-js-${platform}${suffix}/package.json`,
  );
  const directory = dirname(manifest);
  const addon = readdirSync(directory).find((file) => file.endsWith('.node'));
  if (!addon) throw new Error(`No native addon in ${directory}`);
  return join(directory, addon);
}
