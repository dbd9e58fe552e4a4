import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessJail } from '../../src/sandbox/jails/process-jail.ts';
import { testLogger } from '../../src/testing/test-logger.ts';

/** A server that was started with files open: prints those of its own, and those of a child. Argument: a directory to work in. */
const directory = process.argv[2] ?? '';
const jail = await createProcessJail({
  scratchDirectory: join(directory, 'descriptors'),
  name: 'kernels',
  logger: testLogger,
});
const list = `JSON.stringify(fs.readdirSync('/proc/self/fd').map((fd) => {
  try { return fs.readlinkSync('/proc/self/fd/' + fd) } catch { return '' } }).filter((link) => link.startsWith('/') && !/^.(dev|proc)/.test(link)))`;
const child = await jail.start({
  name: 'list',
  executable: process.execPath,
  directory,
  args: () => ['-e', `fs.writeSync(3, ${list})`],
  memoryBytes: 1024 ** 3,
});
let listed = '';
child.channel.setEncoding('utf8').on('data', (text: string) => {
  listed += text;
});
await new Promise((resolve) => child.channel.once('close', resolve));
await child.kill();
const own = readdirSync('/proc/self/fd').map((fd) => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
});
const files = own.filter((link) => link.startsWith('/') && !/^\/(dev|proc)/.test(link));
process.stdout.write(JSON.stringify({ server: files, child: JSON.parse(listed) as unknown }));
