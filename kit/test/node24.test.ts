import { expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirement } from '../src/testing/requirements.ts';

const wrapper = fileURLToPath(new URL('../bin/node24.cjs', import.meta.url));
const hasSetpriv = spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true']).status === 0;

(requirement('setpriv', hasSetpriv) ? it : it.skip)(
  'what an older Node.js runs through the wrapper ends when the wrapper is killed',
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mas-node24-'));
    const older = join(directory, 'older.cjs');
    const program = join(directory, 'program.cjs');
    await writeFile(older, 'process.execve = undefined;'); // what an older Node.js does not have
    await writeFile(program, 'console.log("here"); setInterval(() => undefined, 1_000);');
    const running = spawn(process.execPath, ['--require', older, wrapper, program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(running.stdout, 'data');
    const killed = once(running, 'exit');
    running.kill('SIGKILL');
    await once(running.stdout, 'close'); // the program has the other end of it for as long as it lives
    expect(await killed).toEqual([null, 'SIGKILL']);
    await rm(directory, { recursive: true });
  },
);
