import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';

/** The scripts of the guest, in the order in which a fresh isolate runs them. */
export interface GuestScripts {
  readonly environment: string;
  readonly libraries: string;
  readonly runtime: string;
}

/** What danfojs reaches for and a guest must not have: files, streams, downloads, spreadsheets, plots in a page. */
const absentModules = [
  ...['fs', 'path', 'stream', 'util', 'os', 'crypto', 'buffer', 'string_decoder', 'url', 'http', 'https', 'zlib'],
  ...['request', 'node-fetch', 'papaparse', 'xlsx', 'stream-json', 'stream-json/streamers/StreamArray'],
  'plotly.js-dist-min',
];

export async function bundleGuest(directory: string): Promise<GuestScripts> {
  const standIn = (file: string): string => join(directory, 'stand-ins', file);
  const alias = {
    '@tensorflow/tfjs-node': standIn('tensorflow.js'),
    mathjs: standIn('mathjs.js'),
    table: standIn('table.ts'),
  };
  const [environment, libraries, runtime] = await Promise.all([
    bundleScript(join(directory, 'environment.ts'), {}),
    bundleScript(join(directory, 'libraries.js'), { alias, keepNames: true }),
    // Names are kept by a call at each making of a function, through an object that inherits: not for the runtime.
    bundleScript(join(directory, 'runtime.ts'), {}),
  ]);
  return { environment, libraries, runtime };
}

async function bundleScript(entry: string, options: Pick<BuildOptions, 'alias' | 'keepNames'>): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2024',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [leaveOut(absentModules)],
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`Nothing was bundled from ${entry}`);
  return output.text;
}

/** Importing an absent module is harmless, using it is an error that says so. */
const absentModule = `
class AbsentClass {}
const refuse = () => {
  throw new Error('Files, streams, downloads and pages do not exist in the sandbox: use sql() to read the dataset');
};
const classNames = new Set(['Transform', 'Readable', 'Writable', 'Duplex', 'PassThrough']);
module.exports = new Proxy(refuse, {
  get: (_target, name) => (name === '__esModule' ? false : classNames.has(name) ? AbsentClass : refuse),
});`;

function leaveOut(names: readonly string[]): Plugin {
  return {
    name: 'absent-modules',
    setup(bundling) {
      bundling.onResolve({ filter: /.*/ }, ({ path }) =>
        names.includes(path) ? { path, namespace: 'absent-module' } : undefined,
      );
      bundling.onLoad({ filter: /.*/, namespace: 'absent-module' }, () => ({ contents: absentModule, loader: 'js' }));
    },
  };
}
