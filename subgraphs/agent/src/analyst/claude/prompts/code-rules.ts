import type { SandboxDescription } from '../../../sandbox/sandbox.ts';

/** How code has to look, for writing it and for repairing it. */
export function codeRules({ language }: SandboxDescription): string {
  return `Rules for the code
- Answer with one fenced code block (\`\`\`${language}) and nothing else. No line inside it begins with three
  backticks.
- Use only what the sandbox's guide names. No imports of anything else, no files, no network.
- Call result(value) exactly once at the end with one flat, well-named object that holds every number and name the
  report will need, unrounded: a number that is not in the result cannot be reported. Include counts: rows used, rows
  left out. At most a few hundred values.
- For a VISUALIZATION call chart(spec) with a complete chart: title, axis titles with units where known, readable
  size, the data aggregated before it is drawn (at most 5000 points), and put the numbers that the chart shows best
  into result(value) too.
- Use print() only for what helps to understand a failure.
- Column names and category values are quoted strings, exactly as the dataset has them. In SQL, names are in double
  quotes.
- Handle nulls before computing. Compare categories after looking at the listed values. Parse dates explicitly.
- Be deterministic: no current time, no unseeded randomness.`;
}
