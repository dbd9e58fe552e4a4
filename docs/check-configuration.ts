import { glob, readFile } from 'node:fs/promises';

/** Fails when a variable that a service reads is not in CONFIGURATION.md, or one that is there is read by nobody. */
const document = 'docs/CONFIGURATION.md';
const schemas = [
  'kit/src/env.ts',
  'kit/src/sandbox/jail-env.ts',
  '{client/server,gateway/src,stack/src,subgraphs/*/src}/{env,settings}.ts',
];
const outsideSchemas = ['NODE_ENV'];

const read = new Set<string>(outsideSchemas);
for await (const path of glob(schemas)) {
  for (const [, name] of (await readFile(path, 'utf8')).matchAll(/(?:^ {2}|\{ )([A-Z][A-Z\d_]+): /gm))
    read.add(name ?? '');
}
const rows = (await readFile(document, 'utf8')).split('\n').filter((line) => line.startsWith('| `'));
const inFirstColumn = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z\d_]+)`/g)]);
const documented = new Set(inFirstColumn.map(([, name]) => name ?? ''));

const problems = [
  ...[...read].filter((name) => !documented.has(name)).map((name) => `${document}: ${name} is missing`),
  ...[...documented].filter((name) => !read.has(name)).map((name) => `${document}: nothing reads ${name}`),
];
for (const line of problems) process.stderr.write(`${line}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
