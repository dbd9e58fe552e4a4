import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findTool } from './system-tool.ts';

/**
 * The shared libraries that programs and addons are loaded with, the dynamic loader among them, by the paths under which they are
 * looked for. `ldd` comes with the C library. @throws Error when one is missing.
 */
export async function sharedLibraries(files: readonly string[]): Promise<string[]> {
  const ldd = await findTool('ldd');
  const lists = await Promise.all(files.map((file) => promisify(execFile)(ldd, [file], { env: {} })));
  const lines = lists.flatMap(({ stdout }) => stdout.split('\n'));
  const missing = lines.find((line) => line.includes('not found'));
  if (missing !== undefined) throw new Error(`A shared library is missing: ${missing.trim()}`);
  // `libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x…)` or `/lib64/ld-linux-x86-64.so.2 (0x…)`
  const paths = lines.flatMap((line) => /(?:^\s*|=> )(\/\S+) \(0x/.exec(line)?.[1] ?? []);
  return [...new Set(paths)];
}
