import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Fails when the types that the page's documents are checked by are not those of the supergraph. */
const committed = join(import.meta.dirname, 'src/__generated__/graphql-env.d.ts');
const program = join(dirname(createRequire(import.meta.url).resolve('gql.tada/package.json')), 'bin/cli.js');
const directory = await mkdtemp(join(tmpdir(), 'mas-schema-types-'));
try {
  const fresh = join(directory, 'graphql-env.d.ts');
  const run = promisify(execFile);
  await run(process.execPath, [program, 'generate', 'output', '--output', fresh], { cwd: import.meta.dirname });
  if ((await readFile(fresh, 'utf8')) !== (await readFile(committed, 'utf8'))) {
    process.stderr.write(
      'client/src/__generated__/graphql-env.d.ts is not that of supergraph.graphql: npm run codegen\n',
    );
    process.exitCode = 1;
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
