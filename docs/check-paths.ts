import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** Fails when a document names a path of this repository that does not exist. */
const documents = ['README.md', 'docs/**/*.md', 'examples/*.md'];
const topLevel = /^(?:\.\/)?(?:subgraphs|gateway|kit|stack|rover|client|e2e|bench|deploy|docs|examples)\/[\w./-]+$/;
const missing: string[] = [];

for await (const path of glob(documents)) {
  const text = await readFile(path, 'utf8');
  const inCode = [...text.matchAll(/`([^`\s]+)`/g)].flatMap(([, name]) =>
    name !== undefined && topLevel.test(name) ? [name] : [],
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(([, name]) => name ?? []);
  missing.push(
    ...inCode.filter((name) => !existsSync(name)).map((name) => `${path}: ${name}`),
    ...linked.filter((name) => !existsSync(normalize(join(dirname(path), name)))).map((name) => `${path}: ${name}`),
  );
}

for (const line of missing) process.stderr.write(`${line} does not exist\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
