/** For the processes that a test starts: what configures a system on this machine, or this test run, is not theirs. */
export function plainEnv(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'LANG', 'SystemRoot', 'TMPDIR', 'TEMP'];
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
