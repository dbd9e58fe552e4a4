import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { connect, Socket } from 'node:net';

/** What a jailed process must not reach, and the little that it must. Given as JSON in the first argument. */
export interface Canaries {
  readonly unreadable: readonly string[];
  /** Files that are there: opened for appending, and left as they are where that should succeed. */
  readonly unwritable: readonly string[];
  /** Directories in which it must not make anything, with a slash at the end. */
  readonly closed: readonly string[];
  readonly readable: string;
  readonly writable: string;
  readonly tcpPort: number;
  readonly socketPath: string;
  readonly serverPid: number;
  /** A user that it must not be. */
  readonly foreignUser: number | undefined;
  readonly hasFilter: boolean;
}

/**
 * Runs within the jail that is tried. When it is told to on descriptor 3, it tries what an attacker would, and answers there with
 * what it got, as one line of JSON.
 */
async function main(): Promise<void> {
  const channel = new Socket({ fd: 3, readable: true, writable: true });
  await new Promise((resolve) => channel.once('data', resolve));
  const canaries = JSON.parse(process.argv[2] ?? '') as Canaries; // the server's own argument
  const breaches = [
    ...canaries.unreadable.filter((path) => succeeds(() => readFileSync(path))).map((path) => `it read ${path}`),
    ...canaries.unwritable
      .filter((path) => succeeds(() => closeSync(openSync(path, 'a'))))
      .map((path) => `it wrote ${path}`),
    ...canaries.closed
      .filter((path) => succeeds(() => rmdirSync(mkdtempSync(path))))
      .map((path) => `it wrote to ${path}`),
    ...(succeeds(() => readFileSync(canaries.readable)) ? [] : ['it could not read a file that was bound for it']),
    ...(succeeds(() => writeFileSync(canaries.writable, '')) ? [] : ['it could not write to its scratch directory']),
    ...((await connects({ host: '127.0.0.1', port: canaries.tcpPort })) ? ['it connected over TCP'] : []),
    ...((await connects({ path: canaries.socketPath })) ? ['it connected to a socket of the server'] : []),
    ...(succeeds(() => process.kill(canaries.serverPid, 0)) ? ['it could signal the server'] : []),
    ...foreignProcesses(canaries.serverPid),
    ...rights(canaries),
    ...openFiles(),
  ];
  await new Promise<void>((resolve) => channel.end(`${JSON.stringify(breaches)}\n`, resolve));
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function connects(
  target: { readonly host: string; readonly port: number } | { readonly path: string },
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}

/** In a namespace of its own a process sees itself and what started it there. */
function foreignProcesses(serverPid: number): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.length > 5 || (serverPid > 5 && ids.includes(String(serverPid))) ? ['it saw other processes'] : [];
}

function rights({ foreignUser, hasFilter }: Canaries): string[] {
  const status = readFileSync('/proc/self/status', 'utf8');
  const field = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
  const capabilities = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].filter((name) =>
    /[1-9a-f]/.test(field(name)),
  );
  return [
    ...capabilities.map((name) => `it had capabilities (${name})`),
    ...(field('NoNewPrivs') === '1' ? [] : ['it could have gained privileges']),
    ...(hasFilter && field('Seccomp') !== '2' ? ['no system call was filtered'] : []),
    ...(Number(field('Uid')) === foreignUser ? ['it ran as the user of the server'] : []),
  ];
}

/** Its own are anonymous, or the null device. */
function openFiles(): string[] {
  const links = readdirSync('/proc/self/fd').map((name) => linkOf(`/proc/self/fd/${name}`));
  return links
    .filter((link) => link.startsWith('/') && !/^\/(dev|proc)\//.test(link))
    .map((link) => `it had ${link} open`);
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // the listing's own
  }
}

await main();
process.exit(0);
