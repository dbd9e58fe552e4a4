import type { ProgramPlaces } from './jail.ts';

export interface SeatbeltAccess {
  readonly executable: string;
  readonly places: ProgramPlaces;
  readonly files: readonly string[];
}

/**
 * A profile for sandbox-exec of macOS in its Scheme dialect: everything is denied but reading the program, its data and the
 * system's libraries, writing to its scratch directory, and threads. Paths must be real ones: links are not followed.
 */
export function seatbeltProfile({ executable, places, files }: SeatbeltAccess): string {
  const readable = [
    places.directory,
    places.data,
    places.scratch,
    '/usr/lib',
    '/System/Library',
    '/private/var/db/dyld',
  ];
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec (literal "/bin/sh") (literal "/bin/bash") (literal "/bin/dash") ' + `${literal(executable)})`,
    `(allow file-read-metadata)`,
    `(allow file-read* ${[...readable.map(subpath), ...[executable, '/', '/bin/sh', '/bin/bash', '/bin/dash', ...files].map(literal)].join(' ')})`,
    `(allow file-read* file-write-data (literal "/dev/null") (literal "/dev/zero"))`,
    `(allow file-read* (literal "/dev/random") (literal "/dev/urandom"))`,
    `(allow file-write* ${subpath(places.scratch)})`,
    '(allow sysctl-read)',
    '(allow signal (target self))',
  ].join('\n');
}

function literal(path: string): string {
  return `(literal ${JSON.stringify(path)})`;
}

function subpath(path: string): string {
  return `(subpath ${JSON.stringify(path)})`;
}
