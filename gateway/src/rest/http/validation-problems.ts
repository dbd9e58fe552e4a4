import type { z } from 'zod';
import type { ValidationProblem } from '../rest-error.ts';

type Issue = z.core.$ZodIssue;

/** zod's issues in pydantic's words: https://docs.pydantic.dev/latest/errors/validation_errors/ */
export function toProblems(error: z.ZodError, input: unknown): readonly ValidationProblem[] {
  return error.issues.map((issue) => {
    const loc = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    const value = valueAt(input, loc);
    const { type, msg } = value === undefined ? missing : wording(issue, value);
    return { type, loc, msg };
  });
}

const missing = { type: 'missing', msg: 'Field required' };

/** Own members only: what was sent must not name a prototype's. */
function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key]; // an object that has the key
  }
  return value;
}

function wording(issue: Issue, value: unknown): Pick<ValidationProblem, 'type' | 'msg'> {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected);
    case 'too_small':
      return { type: 'string_too_short', msg: `String should have at least ${characters(issue.minimum)}` };
    case 'too_big':
      return { type: 'string_too_long', msg: `String should have at most ${characters(issue.maximum)}` };
    case 'invalid_value':
      return { type: 'literal_error', msg: `Input should be ${alternatives(issue.values)}` };
    case 'invalid_format':
      return issue.format === 'email'
        ? { type: 'value_error', msg: `value is not a valid email address: ${emailFault(String(value))}` }
        : { type: 'string_pattern_mismatch', msg: `String should match pattern '${patternOf(issue)}'` };
    default:
      return { type: 'value_error', msg: issue.message };
  }
}

function wrongType(expected: string): Pick<ValidationProblem, 'type' | 'msg'> {
  if (expected === 'object') {
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    return { type: 'model_attributes_type', msg };
  }
  return { type: `${expected}_type`, msg: `Input should be a valid ${expected}` };
}

function characters(count: number | bigint): string {
  return `${String(count)} character${Number(count) === 1 ? '' : 's'}`;
}

function alternatives(values: readonly unknown[]): string {
  return values.map((value) => `'${String(value)}'`).join(' or ');
}

function patternOf(issue: Issue & { readonly code: 'invalid_format' }): string {
  return issue.pattern?.replace(/^\/|\/\w*$/g, '') ?? issue.format;
}

/** email-validator's words, which pydantic passes on. */
function emailFault(value: string): string {
  const at = value.lastIndexOf('@');
  if (at === -1) return 'An email address must have an @-sign.';
  if (at === 0) return 'There must be something before the @-sign.';
  if (at === value.length - 1) return 'There must be something after the @-sign.';
  if (!value.slice(at).includes('.')) return 'The part after the @-sign is not valid. It should have a period.';
  return 'The address holds characters that are not allowed there.';
}
