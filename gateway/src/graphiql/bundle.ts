import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';

export interface GraphiqlBundle {
  /** Names what the bundle is made of; another version has another. */
  readonly key: string;
  /** The folder with `app.js`, `app.css` and the editor's workers, built first where it is not there yet. */
  directory(): Promise<string>;
}

const source = join(import.meta.dirname, 'app');
const sourceFiles = ['app.js', 'tabs.ts', 'tokens.js', 'app.css'];
const packages = ['graphiql', 'react', 'react-dom', 'graphql', 'graphql-ws', 'esbuild'];
const require = createRequire(import.meta.url);

/** GraphiQL bundled with its editor's workers, so that a page needs nothing from another host. Built once for each version. */
export async function openBundle(cacheDirectory: string): Promise<GraphiqlBundle> {
  const key = await bundleKey();
  const target = join(cacheDirectory, key);
  let building: Promise<string> | undefined;
  return {
    key,
    directory() {
      building ??= buildInto(cacheDirectory, target).catch((error: unknown) => {
        building = undefined;
        throw error;
      });
      return building;
    },
  };
}

async function bundleKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of sourceFiles) hash.update(await readFile(join(source, file)));
  for (const name of packages) {
    const manifest: unknown = require(`${name}/package.json`);
    hash.update(`${name}@${z.object({ version: z.string() }).parse(manifest).version}`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Into a folder of its own, which then takes the place at once: another process may be building the same. */
async function buildInto(cacheDirectory: string, target: string): Promise<string> {
  if (await isThere(target)) return target;
  const temporary = `${target}.${process.pid}.${Date.now()}`;
  await mkdir(cacheDirectory, { recursive: true });
  await Promise.all([bundleApp(temporary), bundleWorkers(temporary)]);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!(await isThere(target))) throw error;
  }
  return target;
}

const options = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.ttf': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
} as const;

async function bundleApp(outdir: string): Promise<void> {
  await build({ ...options, entryPoints: [join(source, 'app.js')], outdir });
}

async function bundleWorkers(outdir: string): Promise<void> {
  const fromEditor = createRequire(createRequire(require.resolve('graphiql')).resolve('@graphiql/react'));
  const worker = (out: string, path: string): { in: string; out: string } => ({ in: fromEditor.resolve(path), out });
  await build({
    ...options,
    outdir,
    entryPoints: [
      worker('editor.worker', 'monaco-editor/esm/vs/editor/editor.worker.js'),
      worker('json.worker', 'monaco-editor/esm/vs/language/json/json.worker.js'),
      worker('graphql.worker', 'monaco-graphql/esm/graphql.worker.js'),
    ],
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
