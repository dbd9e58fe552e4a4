import { parseArgs } from 'node:util';
import { findConfig } from './find-config.ts';
import { RoverError } from './rover-error.ts';
import { check, compose } from './rover.ts';

const help = `Composes the supergraph and checks it.

  compose   composes supergraph.yaml and the schemas that it names into supergraph.graphql
  check     fails when supergraph.graphql is stale, or when a change breaks operations that were valid

Options
  --config FILE      the configuration, in rover's own format (default: the nearest supergraph.yaml)
  --output FILE      the composed schema (default: supergraph.graphql beside the configuration)
  --base FILE        check: the supergraph to compare with (default: the one of the last commit)
  --allow-breaking   check: list breaking changes without failing
  --help             this text

Exit status: 0 when all is well, 1 when something is to be mended, 2 when the command is not understood.
`;

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      output: { type: 'string' },
      base: { type: 'string' },
      'allow-breaking': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command] = positionals;
  if (values.help === true || command === undefined || positionals.length > 1) {
    print(help);
    return values.help === true ? 0 : 2;
  }
  const options = { config: values.config ?? findConfig(process.cwd()), output: values.output, print };
  if (command === 'compose') await compose(options);
  else if (command === 'check') await check({ ...options, base: values.base, allowBreaking: values['allow-breaking'] });
  else throw new TypeError(`There is no command "${command}"; see --help.`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof TypeError;
  if (!isUsage && !(error instanceof RoverError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
