import { keepCompiledCode } from '../compile-cache.ts';

keepCompiledCode();
const { invite } = await import('@mas/auth/invite/invite');
const { openInviteSystem } = await import('./open-invite-system.ts');

/** `npm run invite`, over the database that `npm start` has, whether that runs or not. */
process.exitCode = await invite(process.argv.slice(2), {
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  openSystem: openInviteSystem,
});
