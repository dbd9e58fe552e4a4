import { readdirSync, readFileSync } from 'node:fs';

const closeOnExec = 0o2000000; // O_CLOEXEC of Linux, in the flags of /proc/self/fdinfo

/**
 * The descriptors, but for the standard ones, that a child would inherit from this process without being told: what a shell, a
 * supervisor or a test runner left open when it started the server.
 */
export function inheritedDescriptors(): number[] {
  return entriesOf('/proc/self/fd')
    .map(Number)
    .filter((descriptor) => descriptor > 2 && isInherited(descriptor));
}

function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    return false; // closed since it was listed: the listing's own, for one
  }
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // no /proc
  }
}
