import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { committedSupergraph } from './committed-supergraph.ts';
import { compareSupergraphs } from './compare-supergraphs.ts';
import { composeSupergraph, type Supergraph } from './compose-supergraph.ts';
import { RoverError } from './rover-error.ts';
import { readSupergraphConfig } from './supergraph-config.ts';

export interface RoverOptions {
  /** The supergraph.yaml. */
  readonly config: string;
  /** The composed schema; by default `supergraph.graphql` beside the configuration. */
  readonly output?: string | undefined;
  readonly print: (line: string) => void;
}

export interface CheckOptions extends RoverOptions {
  /** The supergraph to compare with; by default the one of the last commit. */
  readonly base?: string | undefined;
  readonly allowBreaking?: boolean | undefined;
}

/** Composes and writes the supergraph. @throws RoverError when the subgraphs do not compose. */
export async function compose(options: RoverOptions): Promise<void> {
  const output = outputPath(options);
  const { sdl } = await composeWithHints(options);
  await writeFile(output, sdl);
  options.print(`Composed ${output}.`);
}

/** @throws RoverError when the written supergraph is stale, or breaks operations that were valid against the base. */
export async function check(options: CheckOptions): Promise<void> {
  const output = outputPath(options);
  const { sdl } = await composeWithHints(options);
  if ((await readIfThere(output)) !== sdl) {
    throw new RoverError(
      `${output} is not what supergraph.yaml and the schemas compose to. Run \`npm run compose -w rover\` and commit it.`,
    );
  }
  await checkChanges(options, output, sdl);
  options.print(`${relative(process.cwd(), output)} is up to date.`);
}

async function checkChanges(options: CheckOptions, output: string, sdl: string): Promise<void> {
  const base = options.base === undefined ? await committedSupergraph(output) : await readBase(options.base);
  if (base === undefined) {
    options.print('No supergraph is committed yet: nothing to compare with.');
    return;
  }
  const { breaking, dangerous } = compareSupergraphs(base, sdl);
  for (const change of dangerous) options.print(`dangerous: ${change}`);
  for (const change of breaking) options.print(`breaking: ${change}`);
  if (breaking.length > 0 && options.allowBreaking !== true) {
    throw new RoverError(
      `${breaking.length} change(s) break operations that clients may send. ` +
        'Deprecate instead, or pass --allow-breaking when no client is left.',
    );
  }
}

async function composeWithHints({ config, print }: RoverOptions): Promise<Supergraph> {
  const supergraph = composeSupergraph(await readSupergraphConfig(config));
  for (const hint of supergraph.hints) print(`hint: ${hint}`);
  return supergraph;
}

function outputPath({ config, output }: RoverOptions): string {
  return output ?? join(dirname(config), 'supergraph.graphql');
}

async function readBase(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text === undefined) throw new RoverError(`Cannot read the base supergraph at ${path}.`);
  return text;
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
