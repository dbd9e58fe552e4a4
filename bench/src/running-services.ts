import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@mas/kit/server/free-port';
import { plainEnv } from '@mas/kit/testing/plain-env';
import { startStack } from '@mas/kit/testing/running-stack';

const root = join(import.meta.dirname, '../..');

export interface RunningServices extends AsyncDisposable {
  /** `http://host:port` of a gateway that runs in a process of its own, as in production. */
  readonly gatewayUrl: string;
}

/** The subgraphs in one process over embedded stores, the gateway in another, with data that is thrown away. */
export async function startServices(): Promise<RunningServices> {
  const secret = 'a secret for benchmarks, 32 characters or more';
  const stack = await startStack({ SECRET_KEY: secret });
  const port = await freePort();
  const gateway = spawn(process.execPath, [join(root, 'gateway/src/main.ts')], {
    cwd: stack.dataDirectory,
    env: {
      ...plainEnv(),
      LOG_LEVEL: 'warn',
      SECRET_KEY: secret,
      GATEWAY_PORT: String(port),
      GRAPHIQL: 'false',
      ...Object.fromEntries(
        Object.entries(stack.subgraphUrls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url]),
      ),
    },
    stdio: 'inherit',
  });
  const gatewayUrl = `http://127.0.0.1:${port}`;
  await untilReady(gatewayUrl, gateway);
  return {
    gatewayUrl,
    async [Symbol.asyncDispose]() {
      const exited = gateway.exitCode === null ? once(gateway, 'exit') : undefined;
      gateway.kill('SIGTERM');
      await exited;
      await stack[Symbol.asyncDispose]();
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined); // it does not listen yet
    if (response?.ok === true) return;
    await wait(50);
  }
  throw new Error('the gateway ended before it was ready');
}
