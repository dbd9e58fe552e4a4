import type { Usage } from '../analyst/analyst.ts';

/** Adds up what a run costs. */
export interface UsageMeter {
  add(usage: Usage): void;
}

/** @param start what earlier attempts cost. @param onChange told the sum, whenever it grew. */
export function createUsageMeter(start: Usage, onChange: (total: Usage) => void): UsageMeter {
  let total = start;
  return {
    add(usage) {
      const sum = addUsage(total, usage);
      const isSame = (Object.keys(sum) as (keyof Usage)[]).every((key) => sum[key] === total[key]); // a plain record of numbers
      if (isSame) return;
      total = sum;
      onChange(sum);
    },
  };
}

function addUsage(left: Usage, right: Usage): Usage {
  return {
    modelCalls: left.modelCalls + right.modelCalls,
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    cacheReadTokens: left.cacheReadTokens + right.cacheReadTokens,
    cacheWriteTokens: left.cacheWriteTokens + right.cacheWriteTokens,
    cost: left.cost + right.cost,
  };
}
