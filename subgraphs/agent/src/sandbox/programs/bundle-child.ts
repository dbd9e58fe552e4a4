import { build as bundle, type Plugin } from 'esbuild';

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

/** One CommonJS file without a single `require` of a package: the child may read nothing else. */
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
        const load = `process.dlopen(addon, ${JSON.stringify(addons[path])});`;
        return { contents: `const addon = { exports: {} }; ${load} module.exports = ${exported};`, loader: 'js' };
      });
    },
  };
}
