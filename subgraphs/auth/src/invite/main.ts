import { readInviteEnv } from '../env.ts';
import { invite } from './invite.ts';

/** `npm run invite -w subgraphs/auth`, over the database that this service has. */
process.exitCode = await invite(process.argv.slice(2), {
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  openSystem: () => Promise.resolve({ ...readInviteEnv(), dispose: () => Promise.resolve() }),
});
