import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@mas/kit/logger';
import { compressFiles } from '../../server/build/compress.ts';
import { createPageServer, type PageServerOptions, type RunningPageServer } from '../../server/page-server.ts';

export interface PageServerFixture extends AsyncDisposable {
  readonly url: string;
  /** The build that is served. */
  readonly directory: string;
  /** Every line of the log so far. */
  readonly log: readonly string[];
}

export const script = `export const words = ${JSON.stringify('the page '.repeat(400))};\n`;

const page = `<!doctype html>
<html><head><script type="module" crossorigin src="/assets/index-a1b2c3d4.js"></script></head><body>page</body></html>`;

/** A page server over a small build, in front of whatever gateway is named. */
export async function startPageServer(options: Partial<PageServerOptions> = {}): Promise<PageServerFixture> {
  const directory = await makeBuild();
  const log: string[] = [];
  const logger = createLogger({ service: 'client', level: 'debug', stream: { write: (line) => void log.push(line) } });
  const server: RunningPageServer = await createPageServer({
    gatewayUrl: 'http://127.0.0.1:1',
    cacheDirectory: join(directory, 'unused'),
    buildDirectory: directory,
    publicUrl: undefined,
    trustedProxies: 0,
    key: undefined,
    port: 0,
    host: '127.0.0.1',
    logger,
    ...options,
  });
  return {
    url: server.url,
    directory,
    log,
    async [Symbol.asyncDispose]() {
      await server.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function makeBuild(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-page-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), page);
  await writeFile(join(directory, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(directory, 'assets/index-a1b2c3d4.js'), script);
  await compressFiles(directory);
  return directory;
}
