import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createBwrapJail } from '../../../src/sandbox/jails/bwrap-jail.ts';
import type { JailOptions } from '../../../src/sandbox/jails/jail-options.ts';
import type { Jail, JailedProcess, JailedProgram } from '../../../src/sandbox/jails/jail.ts';
import { createUnshareJail } from '../../../src/sandbox/jails/unshare-jail.ts';
import { testLogger } from '../../../src/testing/test-logger.ts';
import { processesOf } from './processes-of.ts';

const makers: Readonly<Record<string, (options: JailOptions) => Promise<Jail>>> = {
  unshare: createUnshareJail,
  bwrap: (options) => createBwrapJail(options),
  /** The namespaces and the root alone. */
  'bwrap without its filter': (options) => createBwrapJail(options, { hasFilter: false }),
};

/**
 * Puts the attacker into a jail of this machine, tells it what there is to reach, and prints what it reached, as JSON.
 * Arguments: the jail, the attacker's executable, and one of its modes.
 */
const [wanted = '', executable = '', mode = ''] = process.argv.slice(2);
const make = makers[wanted];
if (make === undefined) throw new Error(`There is no jail ${wanted}`);

const directory = await mkdtemp(join(tmpdir(), 'mas-native-'));
const jail = await make({ scratchDirectory: join(directory, 'scratch'), name: 'kernels', logger: testLogger });
const program: JailedProgram = {
  name: 'attacker',
  executable,
  directory: dirname(executable),
  args: () => [],
  memoryBytes: 256 * 1024 ** 2,
};
const [secret, dataset, socketPath] = ['secret', 'dataset', 'socket'].map((name) => join(directory, name)) as [
  string,
  string,
  string,
];
await writeFile(secret, 'canary', { mode: 0o644 });
await writeFile(dataset, 'another person’s', { mode: 0o644 });
const servers = [
  await listen({ host: '127.0.0.1', port: 0 }),
  await listen({ path: socketPath }),
  await listen({ path: '\0mas-test-canary' }),
];
const address = servers[0]?.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const [child, other] = [await jail.start(program), await jail.start(program)];
const bound = await child.bind(secret, 'dataset');
const facts = {
  secret,
  dataset,
  unix: socketPath,
  bound,
  server: process.pid,
  other: other.pid,
  uid: process.getuid?.() ?? 0,
  port,
  mode: mode === 'server-dies' ? '' : mode,
};
for (const [name, value] of Object.entries(facts)) if (value !== '') child.channel.write(`${name} ${value}\n`);
child.channel.write('go\n');
const text = await answerOf(child);
if (mode === 'server-dies') process.kill(process.pid, 'SIGKILL');
await Promise.all([child.kill(), other.kill()]);
await new Promise((resolve) => setTimeout(resolve, 300));
const left = (await processesOf(executable)).length;
const scratchLeft = (await readdir(join(directory, 'scratch'))).filter((name) => name.startsWith('attacker'));
await jail.dispose();
for (const server of servers) server.close();
await rm(directory, { recursive: true, force: true });
process.stdout.write(
  JSON.stringify({
    uid: process.getuid?.(),
    lines: text.trim().split('\n'),
    exit: await child.exited,
    left,
    scratchLeft,
  }),
);

function listen(where: { readonly host: string; readonly port: number } | { readonly path: string }): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', reject);
    server.listen(where, () => resolve(server));
  });
}

/** All that it said until it was done or ended. */
function answerOf({ channel, exited }: JailedProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    channel.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (said.includes('done all 1')) resolve(said);
    });
    channel.on('error', () => undefined); // its end says more
    void exited.then(() => setTimeout(() => resolve(said), 200));
  });
}
