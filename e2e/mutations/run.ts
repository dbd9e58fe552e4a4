import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

/**
 * `npm run test:mutations`: takes each defence of the list away, one at a time and in a copy of the project, and runs the test that
 * must notice. Arguments: parts of names of defences; all of them without. Exits with 1 when one is not noticed.
 */
const wanted = process.argv.slice(2);
const chosen = mutations.filter(({ defence }) => wanted.length === 0 || wanted.some((part) => defence.includes(part)));
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--maxWorkers=1',
  '--silent',
];
await using project = await copyProject();
let notNoticed = 0;
for (const [test, name] of testsOf(chosen)) {
  const { failed, passed } = await runTest(project, test, name);
  if (failed === 0 && passed > 0) continue;
  process.stdout.write(
    `The test ${test} (${name ?? 'all of it'}) does not pass as it is: ${passed} passed, ${failed} failed\n`,
  );
  notNoticed += 1;
}
for (const mutation of chosen) {
  const startedAt = performance.now();
  const restore = await project.change(mutation.file, mutation.from, mutation.to);
  const { failed } = await runTest(project, mutation.test, mutation.name);
  await restore();
  if (failed === 0) notNoticed += 1;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${failed > 0 ? 'noticed    ' : 'NOT NOTICED'}  ${seconds.padStart(6)} s  ${mutation.defence}\n`,
  );
}
process.stdout.write(`\n${chosen.length - notNoticed} of ${chosen.length} defences have a test that misses them\n`);
process.exitCode = notNoticed === 0 ? 0 : 1;

function testsOf(list: readonly Mutation[]): (readonly [test: string, name: string | undefined])[] {
  const tests = new Map(list.map(({ test, name }) => [`${test} ${name ?? ''}`, [test, name] as const]));
  return [...tests.values()];
}

/** What jest says of one file. One that cannot be run at all counts as one that failed nothing. */
async function runTest({ directory }: ProjectCopy, test: string, name: string | undefined) {
  const report = join(directory, 'report.json');
  await rm(report, { force: true });
  const exitCode = await new Promise<number>((resolve) => {
    const args = ['--runTestsByPath', test, '--json', `--outputFile=${report}`];
    const [command = '', ...rest] = [
      ...inNamespace(),
      process.execPath,
      ...jest,
      ...args,
      ...(name ? ['-t', pattern(name)] : []),
    ];
    execFile(command, rest, { cwd: directory, maxBuffer: 64 * 1024 ** 2 }, (error) =>
      resolve(Number(error?.code ?? 0)),
    );
  });
  const text = await readFile(report, 'utf8').catch(() => undefined);
  // A run that a missing wall has broken altogether writes no report.
  if (text === undefined) return { failed: exitCode === 0 ? 0 : 1, passed: 0 };
  const counts = z.object({ numFailedTests: z.number(), numPassedTests: z.number() }).parse(JSON.parse(text));
  return { failed: counts.numFailedTests, passed: counts.numPassedTests };
}

/** Where the runner may, each test has its own processes: what gets out of a jail without a wall ends with it. */
function inNamespace(): string[] {
  return process.getuid?.() === 0 && process.platform === 'linux'
    ? ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
    : [];
}

function pattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
