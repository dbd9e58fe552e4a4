import { readEnvOfBuild } from '../env.ts';
import { openBundle } from './bundle.ts';

const bundle = await openBundle(readEnvOfBuild().GRAPHIQL_CACHE);
process.stdout.write(`GraphiQL is bundled in ${await bundle.directory()}\n`);
