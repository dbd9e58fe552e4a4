import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RoverError } from './rover-error.ts';

/** The nearest supergraph.yaml, from a folder upwards. @throws RoverError when there is none. */
export function findConfig(from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, 'supergraph.yaml');
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) throw new RoverError('No supergraph.yaml here or above; name one with --config.');
  }
}
