import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pythonWith } from '@mas/kit/testing/python-with';
import { requirement } from '@mas/kit/testing/requirements';
import { registerAnalyst } from './support/rest-client.ts';
import { startRestServer, type RestServer } from './support/rest-server.ts';
import { StandInExecutor } from './support/stand-in-executor.ts';

const maxUploadBytes = 64 * 1024;
const answer = `413 {"detail":"The file is larger than ${maxUploadBytes} bytes."}`;
const python = `
import os, requests
with open(os.environ['BIG'], 'rb') as big:
    answer = requests.post(os.environ['URL'], files={'file': big}, data={'file_name': 'big', 'description': ''},
        headers={'Authorization': 'Bearer ' + os.environ['TOKEN'], 'Connection': os.environ['CONNECTION']})
print(answer.status_code, answer.text, end='')
`;
const javascript = `
import { openAsBlob } from 'node:fs';
const { BIG, URL: url, TOKEN, CONNECTION } = process.env;
const body = new FormData();
body.append('file', await openAsBlob(BIG), 'big.csv');
const headers = { authorization: 'Bearer ' + TOKEN, connection: CONNECTION };
const answer = await fetch(url, { method: 'POST', headers, body });
process.stdout.write(answer.status + ' ' + await answer.text());
`;
const shell = `
body=$(curl -s -w '%{stderr}%{http_code}' -H "Authorization: Bearer $TOKEN" -H "Connection: $CONNECTION" \\
  -F "file=@$BIG" -F file_name=big -F description= "$URL" 2>"$BIG.status")
printf '%s %s' "$(cat "$BIG.status")" "$body"
`;
const requests = pythonWith('requests');
const hasCurl = spawnSync('curl', ['--version']).status === 0;

const clients = [
  { name: 'curl', command: ['sh', '-c', shell], here: requirement('curl', hasCurl) },
  {
    name: 'Python requests',
    command: [requests ?? 'python3', '-c', python],
    here: requirement('Python with requests', requests !== undefined),
  },
  { name: 'fetch', command: [process.execPath, '--input-type=module', '-e', javascript], here: true },
].filter(({ here }) => here);

describe.each(['keep-alive', 'close'])(
  'a client that is told of an upload over the limit, with Connection: %s',
  (connection) => {
    let server: RestServer;
    let folder: string;
    let env: NodeJS.ProcessEnv;
    beforeAll(async () => {
      server = await startRestServer(new StandInExecutor(), { settings: { maxUploadBytes } });
      folder = await mkdtemp(join(tmpdir(), 'mas-early-'));
      const { token } = await registerAnalyst(server.base);
      const big = join(folder, 'big.csv');
      await writeFile(big, Buffer.alloc(24 * 2 ** 20, '1\n'));
      env = {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        BIG: big,
        URL: `${server.base}/files/`,
        TOKEN: token,
        CONNECTION: connection,
      };
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    });

    it.each(clients)('reads the answer: $name', async ({ command }) => {
      const [program = '', ...args] = command;
      const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
      expect({ output, errors }).toEqual({ output: answer, errors: '' });
    });
  },
);
