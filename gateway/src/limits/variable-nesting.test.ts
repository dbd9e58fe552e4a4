import { describe, expect, it } from '@jest/globals';
import { findUploads } from '../uploads/find-uploads.ts';
import { checkVariableNesting, maxVariableNesting } from './variable-nesting.ts';

const nested = (levels: number) => ({ a: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown });

describe('the nesting of variables', () => {
  it('is free up to the limit and refused beyond it', () => {
    expect(() => checkVariableNesting(nested(maxVariableNesting - 1))).not.toThrow();
    expect(() => checkVariableNesting(nested(maxVariableNesting))).not.toThrow();
    expect(() => checkVariableNesting(nested(maxVariableNesting + 1))).toThrow(/nest deeper than 64 levels/);
  });

  it('never overflows the stack', () => {
    expect(() => checkVariableNesting(nested(100_000))).toThrow(/nest deeper/);
    expect(findUploads(nested(100_000)).size).toBe(0);
  });
});
