import type { JailKind } from './jails/jail.ts';

/** Jails that hold native code too: a program in them reaches no file, no network and no process of ours. */
const strong: readonly JailKind[] = ['unshare', 'bwrap', 'seatbelt'];

export function holdsNativeCode(kind: JailKind): boolean {
  return strong.includes(kind);
}

/** What operators are told, at the start, by `/readyz` and on the system page, where the jail holds less than native code. */
export function jailWarnings(kind: JailKind): string[] {
  if (holdsNativeCode(kind)) return [];
  return [
    'The sandbox is a process of the server’s own account (jail "process"). Whoever may sign in can reach what that account ' +
      'can, should they find a hole in the JavaScript engine or in DuckDB. On Linux, install bubblewrap or allow user ' +
      'namespaces, and start again; SANDBOX_MIN=unshare refuses to start with less.',
  ];
}
