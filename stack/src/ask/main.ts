import { keepCompiledCode } from '../compile-cache.ts';

keepCompiledCode();
const { ask } = await import('./ask.ts');
const { createInterruption } = await import('./interruption.ts');

const interruption = createInterruption(process);
const exitCode = await ask(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  directory: workingDirectory(),
  signal: interruption.signal,
});
process.stdout.write('', () => process.exit(exitCode)); // a pipe takes its time

/** npm runs scripts in the project's folder; people mean the one they stand in. */
function workingDirectory(): string {
  const { npm_lifecycle_event: script, INIT_CWD: startedIn } = process.env;
  return script === 'ask' && startedIn !== undefined ? startedIn : process.cwd();
}
