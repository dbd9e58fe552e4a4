import { writeFile } from 'node:fs/promises';
import { encode } from './bpf.ts';
import { seccompFilter, type Architecture } from './seccomp-filter.ts';

/** Writes the filter for this machine into a file. @throws Error on other processors. */
export async function writeSeccompFilter(path: string): Promise<void> {
  const { arch } = process;
  if (!isKnown(arch)) throw new Error(`There is no filter of system calls for ${arch}`);
  await writeFile(path, encode(seccompFilter(arch)), { mode: 0o600 });
}

function isKnown(arch: string): arch is Architecture {
  return arch === 'x64' || arch === 'arm64';
}
