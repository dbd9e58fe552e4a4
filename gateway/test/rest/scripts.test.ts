import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pythonWith } from '@mas/kit/testing/python-with';
import { requirement } from '@mas/kit/testing/requirements';
import { startStack, type RunningStack } from '@mas/kit/testing/running-stack';

const root = join(import.meta.dirname, '../../..');
const page = await readFile(join(root, 'docs/SCRIPTS.md'), 'utf8');

/** The code of the section with that heading. */
function example(heading: string): string {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  const code = section && /^```\w+\n([^]*?)^```$/m.exec(section)?.[1];
  if (code === undefined) throw new Error(`docs/SCRIPTS.md has no example "${heading}"`);
  return code;
}

const requests = pythonWith('requests');
const httpx = pythonWith('httpx');
const hasCurl = spawnSync('curl', ['--version']).status === 0;

const examples = [
  { heading: 'curl', command: ['sh', '-s'], isThere: requirement('curl', hasCurl) },
  {
    heading: 'Python with requests',
    command: [requests ?? 'python3', '-'],
    isThere: requirement('Python with requests', requests !== undefined),
  },
  {
    heading: 'Python with httpx',
    command: [httpx ?? 'python3', '-'],
    isThere: requirement('Python with httpx', httpx !== undefined),
  },
  { heading: 'JavaScript', command: [process.execPath, '--input-type=module', '-'], isThere: true },
];

describe('an example of docs/SCRIPTS.md', () => {
  let stack: RunningStack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(async () => {
    await stack[Symbol.asyncDispose]();
  });

  it.each(examples.filter(({ isThere }) => isThere))(
    'runs as it is written: $heading',
    async ({ heading, command }) => {
      const [program = '', ...args] = command;
      const child = spawn(program, args, {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: '', MAS_URL: stack.gatewayUrl },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child.stdin.end(example(heading));
      const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      expect({ exitCode: child.exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
      expect(output).toMatch(/Adelie[^]*Gentoo|Gentoo[^]*Adelie/);
    },
  );
});
