/**
 * For tests that need something a machine may lack. Absent, the tests are skipped with a line that says so; with
 * REQUIRE_ALL=1 they run and fail, so that nothing is skipped unnoticed where everything should be there.
 */
export function requirement(name: string, isPresent: boolean): boolean {
  if (isPresent || process.env['REQUIRE_ALL'] === '1') return true;
  process.stderr.write(`skipped: ${name} is not there\n`);
  return false;
}
