import { createRequire } from 'node:module';
import { composeServices } from '@apollo/composition';
import { GraphQLError, parse, Source, type DocumentNode } from 'graphql';
import { z } from 'zod';
import { formatCompositionError } from './composition-error.ts';
import { RoverError } from './rover-error.ts';
import type { SubgraphSource, SupergraphConfig } from './supergraph-config.ts';

export interface Supergraph {
  /** The supergraph schema as it is committed, with its header. */
  readonly sdl: string;
  /** What composition remarks without refusing. */
  readonly hints: readonly string[];
}

const header = `# Composed from supergraph.yaml and the subgraphs' schemas by \`npm run compose -w rover\`. Never edited by hand.\n\n`;

/** @throws RoverError that lists every composition error with its subgraph and place. */
export function composeSupergraph(config: SupergraphConfig): Supergraph {
  refuseOtherVersion(config.federationVersion);
  const services = config.subgraphs.map((subgraph) => ({
    name: subgraph.name,
    url: subgraph.routingUrl,
    typeDefs: parseSchema(subgraph),
  }));
  const result = composeServices(services);
  if (result.errors === undefined) {
    return { sdl: `${header}${result.supergraphSdl.trimEnd()}\n`, hints: result.hints.map(String) };
  }
  const origins = new Map(config.subgraphs.map(({ name, origin }) => [name, origin]));
  const problems = result.errors.map((error) => formatCompositionError(error, origins));
  throw new RoverError(`The subgraphs do not compose:\n${problems.join('\n')}`);
}

function parseSchema({ name, sdl, origin }: SubgraphSource): DocumentNode {
  try {
    return parse(new Source(sdl, origin));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line = 1, column = 1 } = error.locations?.[0] ?? {};
    throw new RoverError(`Subgraph "${name}" does not parse:\n  ${origin}:${line}:${column} ${error.message}`, {
      cause: error,
    });
  }
}

/** `=2.14.4` asks for exactly that composition; `2` and `latest-2` take any of the second federation. */
function refuseOtherVersion(wanted: string | undefined): void {
  const installed = installedVersion();
  if (wanted === undefined || wanted === `=${installed}` || wanted === '2' || wanted === 'latest-2') return;
  throw new RoverError(
    `supergraph.yaml wants federation_version ${wanted}, but @apollo/composition ${installed} is installed: ` +
      `set federation_version: =${installed} or install the other.`,
  );
}

function installedVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('@apollo/composition/package.json');
  return z.object({ version: z.string() }).parse(manifest).version;
}
