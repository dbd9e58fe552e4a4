import { AppError } from '@mas/kit/errors';
import { Upload } from '../uploads/upload.ts';

/** Deeper than any input type of a sensible graph; what walks variables after this check may recurse. */
export const maxVariableNesting = 64;

/**
 * JSON of a few bytes a level can nest far deeper than a stack is high.
 * @throws AppError BAD_USER_INPUT when variables nest deeper than the limit.
 */
export function checkVariableNesting(variables: Readonly<Record<string, unknown>>): void {
  let level: unknown[] = Object.values(variables);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxVariableNesting) {
      throw new AppError('BAD_USER_INPUT', `The variables nest deeper than ${String(maxVariableNesting)} levels.`);
    }
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null && !(value instanceof Upload) ? Object.values(value) : [],
    );
  }
}
