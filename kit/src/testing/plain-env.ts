import { runVariables } from './run/shared-stores.ts';

/**
 * For the processes that a test starts: what configures a system on this machine, or this test run, is not theirs. The id of the
 * run, by which those that outlive it are found, configures nothing.
 */
export function plainEnv(): Record<string, string> {
  const kept = [runVariables.id, 'PATH', 'HOME', 'LANG', 'SystemRoot', 'TMPDIR', 'TEMP'];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
