import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Jail, JailedProcess, JailedProgram } from '../jails/jail.ts';
import type { Canaries } from './program/main.ts';

const timeoutMs = 10_000;
const memoryBytes = 512 * 1024 ** 2;
const programDirectory = join(import.meta.dirname, 'program');

/** Starts a child in the jail that tries to get out of it. @throws Error that says what it reached. */
export async function probeJail(jail: Jail): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-probe-'));
  const secret = join(directory, 'secret');
  const socketPath = join(directory, 'socket');
  await writeFile(secret, 'canary', { mode: 0o644 });
  const [tcp, socket] = [await listen({ host: '127.0.0.1', port: 0 }), await listen({ path: socketPath })];
  try {
    const address = tcp.address();
    const tcpPort = typeof address === 'object' && address !== null ? address.port : 0;
    const breaches = await tryToGetOut(jail, { secret, socketPath, tcpPort });
    if (breaches.length > 0) throw new Error(`A process in it was not held: ${breaches.join(', ')}`);
  } finally {
    tcp.close();
    socket.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Outside {
  readonly secret: string;
  readonly socketPath: string;
  readonly tcpPort: number;
}

async function tryToGetOut(jail: Jail, outside: Outside): Promise<string[]> {
  // What it is told to try is known when it is started, before its files are bound: they have constant names.
  const program: JailedProgram = {
    name: 'probe',
    executable: process.execPath,
    directory: programDirectory,
    args: (places) => [
      '--no-warnings',
      join(places.directory, 'main.ts'),
      JSON.stringify(canaries(jail, outside, places)),
    ],
    memoryBytes,
  };
  const child = await jail.start(program);
  try {
    await child.bind(outside.secret, 'bound');
    child.channel.write('go\n');
    return z.array(z.string()).parse(JSON.parse(await answerOf(child)));
  } finally {
    await child.kill();
  }
}

function canaries(jail: Jail, outside: Outside, places: JailedProcess['places']): Canaries {
  return {
    unreadable: [outside.secret, import.meta.filename, '/etc/passwd'],
    unwritable: [join(places.directory, 'main.ts'), join(places.data, 'bound')],
    closed: [`${places.directory}/`, `${places.data}/`, '/'],
    readable: join(places.data, 'bound'),
    writable: join(places.scratch, 'new'),
    tcpPort: outside.tcpPort,
    socketPath: outside.socketPath,
    serverPid: process.pid,
    foreignUser: process.getuid?.() === 0 ? 0 : undefined,
    hasFilter: jail.kind === 'bwrap',
  };
}

function listen(where: { readonly host: string; readonly port: number } | { readonly path: string }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', reject);
    server.listen(where, () => resolve(server));
  });
}

/** Says why there is none where the child ends without an answer. */
async function answerOf(child: JailedProcess): Promise<string> {
  const { channel, exited } = child;
  const timeout = setTimeout(() => void child.kill(), timeoutMs);
  let text = '';
  channel.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  channel.on('error', () => undefined); // the child's end says more
  const { code, signal, stderr } = await exited;
  clearTimeout(timeout);
  if (text !== '') return text;
  throw new Error(`The probe gave no answer (${signal ?? code ?? 'no exit code'}): ${stderr.trim()}`);
}
