import { glob, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const compressible = new Set(['.js', '.css', '.html', '.svg', '.json', '.wasm', '.ttf', '.txt', '.webmanifest']);
const smallestBytes = 1024;
const largeBytes = 1024 ** 2;

/** Writes `.br` and `.gz` beside each file that gets smaller by it. */
export async function compressFiles(directory: string): Promise<void> {
  const files = await Array.fromAsync(glob('**/*', { cwd: directory }));
  await Promise.all(
    files.filter((name) => compressible.has(extname(name))).map((name) => compressFile(join(directory, name))),
  );
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.byteLength < smallestBytes) return;
  const quality = content.byteLength < largeBytes ? 11 : 9; // beyond that the last step takes seconds
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength };
  const [br, gz] = await Promise.all([brotli(content, { params }), zip(content, { level: 9 })]);
  await Promise.all([
    br.byteLength < content.byteLength && writeFile(`${path}.br`, br),
    gz.byteLength < content.byteLength && writeFile(`${path}.gz`, gz),
  ]);
}
