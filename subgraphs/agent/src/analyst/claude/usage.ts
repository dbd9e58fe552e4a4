import type { Usage } from '../analyst.ts';
import { findPrice, type PriceTable } from './prices.ts';

/** Token counts as the Messages API bills them: the three kinds of input are disjoint. */
export type TokenCounts = Pick<Usage, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;

const million = 1_000_000;

/** The usage of one model call; a model without a price costs 0 here. */
export function usageOf(model: string, tokens: TokenCounts, prices: PriceTable): Usage {
  return { modelCalls: 1, ...tokens, cost: costOf(model, tokens, prices) };
}

function costOf(model: string, tokens: TokenCounts, prices: PriceTable): number {
  const price = findPrice(prices, model);
  if (!price) return 0;
  const prompt = tokens.inputTokens + tokens.cacheReadTokens + tokens.cacheWriteTokens;
  const rate = price.longPrompt && prompt > price.longPrompt.aboveTokens ? price.longPrompt.price : price;
  const cost =
    tokens.inputTokens * rate.input +
    tokens.outputTokens * rate.output +
    tokens.cacheReadTokens * rate.cacheRead +
    tokens.cacheWriteTokens * rate.cacheWrite;
  return cost / million;
}
