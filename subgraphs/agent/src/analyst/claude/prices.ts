/** US dollars for a million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** Written with the five-minute lifetime, the only one this analyst asks for. */
  readonly cacheWrite: number;
  readonly cacheRead: number;
  /** Some models charge the whole request otherwise once its prompt (cached tokens included) is longer than this. */
  readonly longPrompt?: { readonly aboveTokens: number; readonly price: Omit<ModelPrice, 'longPrompt'> };
}

export type PriceTable = Readonly<Record<string, ModelPrice>>;

/**
 * Source: https://platform.claude.com/docs/en/about-claude/pricing ("Model pricing", "Prompt caching"), as of November
 * 2026. Override single models through the configuration when prices change.
 */
export const defaultPrices: PriceTable = {
  'claude-fable-5-1': { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 0.25 },
  'claude-fable-5': { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 1 },
  'claude-opus-5-5': { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 },
  'claude-opus-5': { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  'claude-opus-4-8': { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  'claude-opus-4-7': { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  'claude-opus-4-6': { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  'claude-opus-4-5': { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  'claude-sonnet-5-5': { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 },
  'claude-sonnet-5': { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
  'claude-sonnet-4-6': { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  'claude-sonnet-4-5': { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  'claude-haiku-5-5': {
    input: 0.1,
    output: 0.5,
    cacheWrite: 0.125,
    cacheRead: 0.01,
    longPrompt: { aboveTokens: 100_000, price: { input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 } },
  },
  'claude-haiku-4-5': { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 },
};

/** The price of a model, or of the model that a dated name (`claude-haiku-4-5-20251001`) is a snapshot of. */
export function findPrice(prices: PriceTable, model: string): ModelPrice | undefined {
  const name = Object.hasOwn(prices, model) ? model : model.replace(/-\d{8}$/, '');
  return Object.hasOwn(prices, name) ? prices[name] : undefined;
}
