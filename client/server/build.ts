import { toError } from '@mas/kit/errors';
import { buildClient } from './build/build-client.ts';
import { measureFirstLoad } from './build/first-load.ts';
import { readEnv } from './env.ts';

/** `npm run build -w client`: makes the page ahead of the first start. An argument names another folder for builds. */
try {
  const directory = await buildClient(process.argv[2] ?? readEnv().CLIENT_CACHE);
  const { gzipBytes, brotliBytes } = await measureFirstLoad(directory);
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
  process.stdout.write(`The page is built in ${directory}
First load: ${kilobytes(gzipBytes)} kB of JavaScript with gzip, ${kilobytes(brotliBytes)} kB with brotli
`);
} catch (error) {
  process.stderr.write(`The page could not be built: ${toError(error).message}\n`);
  process.exit(1);
}
