import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { RoverError } from './rover-error.ts';

export interface SubgraphSource {
  readonly name: string;
  readonly routingUrl: string;
  readonly sdl: string;
  /** Where the SDL was read, for messages. */
  readonly origin: string;
}

export interface SupergraphConfig {
  readonly federationVersion: string | undefined;
  readonly subgraphs: readonly SubgraphSource[];
}

const schemaSource = z.union([
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ sdl: z.string().min(1) }),
  z.strictObject({ subgraph_url: z.string(), introspection_headers: z.record(z.string(), z.string()).optional() }),
  z.strictObject({ graphref: z.string(), subgraph: z.string() }),
]);

type SchemaSource = z.infer<typeof schemaSource>;

/** Rover's own format: https://www.apollographql.com/docs/rover/commands/supergraphs#yaml-configuration-file */
const configFile = z.object({
  federation_version: z.coerce.string().optional(),
  subgraphs: z.record(z.string().min(1), z.object({ routing_url: z.url().optional(), schema: schemaSource })),
});

/**
 * Reads a `supergraph.yaml` and the schemas that it names, paths being relative to it.
 * @throws RoverError when the file or a schema cannot be read, or wants a source that needs the network.
 */
export async function readSupergraphConfig(path: string): Promise<SupergraphConfig> {
  const config = parseConfig(path, await readText(path, 'the supergraph configuration'));
  const subgraphs = Object.entries(config.subgraphs).map(async ([name, { routing_url: routingUrl, schema }]) => {
    if (routingUrl === undefined) throw new RoverError(`${path}: subgraph "${name}" needs a routing_url.`);
    return { name, routingUrl, ...(await readSchema(schema, name, path)) };
  });
  if (subgraphs.length === 0) throw new RoverError(`${path} names no subgraph.`);
  return { federationVersion: config.federation_version, subgraphs: await Promise.all(subgraphs) };
}

function parseConfig(path: string, text: string): z.infer<typeof configFile> {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    throw new RoverError(`${path} is not YAML: ${String(error)}`, { cause: error });
  }
  const parsed = configFile.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new RoverError(`${path} is not a supergraph configuration:\n${z.prettifyError(parsed.error)}`);
}

async function readSchema(schema: SchemaSource, name: string, path: string): Promise<{ sdl: string; origin: string }> {
  if ('sdl' in schema) return { sdl: schema.sdl, origin: path };
  if ('file' in schema) {
    const file = resolve(dirname(path), schema.file);
    return { sdl: await readText(file, `the schema of subgraph "${name}"`), origin: schema.file };
  }
  const source = 'graphref' in schema ? 'graphref' : 'subgraph_url';
  throw new RoverError(
    `${path}: subgraph "${name}" takes its schema from ${source}, which needs the network; ` +
      'composition here reads files only. Fetch the schema once (`rover subgraph introspect` or `rover subgraph fetch`), ' +
      'commit it and name it as `schema: { file: ... }`.',
  );
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new RoverError(`Cannot read ${what} at ${path}.`, { cause: error });
  }
}
