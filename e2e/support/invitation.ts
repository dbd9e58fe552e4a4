import { plainEnv } from '@mas/kit/testing/plain-env';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './root.ts';

/** The code of a new invitation for one account, made as an operator makes it while the system runs. */
export async function makeInvitation({ dataDirectory }: { readonly dataDirectory: string }): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'stack/src/invite/main.ts'), '--json'], {
    env: { ...plainEnv(), DATA_DIR: dataDirectory, REGISTRATION: 'invite' },
  });
  const { code } = JSON.parse(stdout) as { code: string }; // what --json gives
  return code;
}
