import { glob, readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Fails when a decision is longer than a page, or its number is not its own. */
const mostLines = 30;
const numbers = new Set<string>();
const problems: string[] = [];

for await (const path of glob('docs/decisions/*.md')) {
  const text = await readFile(path, 'utf8');
  const number = /^(\d{3})-/.exec(basename(path))?.[1] ?? '';
  if (numbers.has(number)) problems.push(`${path}: another decision has the number ${number}`);
  if (!text.startsWith(`# ${number} `)) problems.push(`${path}: the heading does not begin with the number ${number}`);
  if (text.trimEnd().split('\n').length > mostLines) problems.push(`${path} is longer than ${mostLines} lines`);
  numbers.add(number);
}

for (const line of problems) process.stderr.write(`${line}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
