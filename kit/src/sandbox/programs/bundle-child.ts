import { build as bundle, type Plugin } from 'esbuild';
import { copyFile, link, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface ChildBundle {
  readonly entry: string;
  readonly outfile: string;
  /** Module specifier (as it is imported) -> path of the native addon that takes its place. */
  readonly addons: Readonly<Record<string, string>>;
  /** The same for modules whose exports hang on one property of the addon. */
  readonly addonProperty?: Readonly<Record<string, string>>;
  /** Package -> file that takes its place. */
  readonly alias?: Readonly<Record<string, string>>;
}

const sharedLibrary = /\.(so(\.\d+)*|dylib|dll)$/;

/**
 * One CommonJS file without a single `require` of a package, and its native addons beside it: the directory is all that the
 * child may read, wherever it is seen from.
 */
export async function bundleChild({
  entry,
  outfile,
  addons,
  addonProperty = {},
  alias = {},
}: ChildBundle): Promise<void> {
  await bundle({
    entryPoints: [entry],
    outfile,
    alias: { ...alias },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minifySyntax: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [nativeAddons(addons, addonProperty)],
  });
  for (const addon of Object.values(addons)) await place(addon, dirname(outfile));
}

/** The addon, and the libraries that lie beside it for it to find. */
async function place(addon: string, directory: string): Promise<void> {
  const libraries = (await readdir(dirname(addon))).filter((name) => sharedLibrary.test(name));
  for (const name of [basename(addon), ...libraries]) {
    const source = join(dirname(addon), name);
    await link(source, join(directory, name)).catch(() => copyFile(source, join(directory, name)));
  }
}

function nativeAddons(addons: ChildBundle['addons'], properties: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'native-addons',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path }) =>
        Object.hasOwn(addons, path) ? { path, namespace: 'native-addon' } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'native-addon' }, ({ path }) => {
        const property = properties[path];
        const exported = property ? `addon.exports[${JSON.stringify(property)}]` : 'addon.exports';
        const file = `require('node:path').join(__dirname, ${JSON.stringify(basename(addons[path] ?? ''))})`;
        const load = `process.dlopen(addon, ${file});`;
        return { contents: `const addon = { exports: {} }; ${load} module.exports = ${exported};`, loader: 'js' };
      });
    },
  };
}
