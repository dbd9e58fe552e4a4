import { AppError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { defaultModels, type ModelNames } from './models.ts';
import { defaultPrices, type PriceTable } from './prices.ts';

export interface ClaudeConfig {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  /** Whatever is not named here is the default of models.ts. */
  readonly models?: { readonly [Part in keyof ModelNames]?: string | undefined } | undefined;
  /** Added to the table of prices.ts, by model name. */
  readonly prices?: PriceTable | undefined;
  /** How often a request that failed for a passing reason is sent again. */
  readonly maxRetries?: number | undefined;
  /** The longest silence that is waited for: until the answer begins, and between two pieces of it. */
  readonly timeoutMs?: number | undefined;
  readonly logger: Logger;
}

export interface ClaudeSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly models: ModelNames;
  readonly prices: PriceTable;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** @throws AppError ANALYST_UNAVAILABLE when the key cannot be a key; the message never holds it. */
export function resolveSettings(config: ClaudeConfig): ClaudeSettings {
  const apiKey = config.apiKey.trim();
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new AppError(
      'ANALYST_UNAVAILABLE',
      'ANTHROPIC_API_KEY is empty or holds characters that no key has. Copy the key again from the Claude Console.',
    );
  }
  return {
    apiKey,
    baseUrl: config.baseUrl ?? 'https://api.anthropic.com',
    models: {
      decide: config.models?.decide ?? defaultModels.decide,
      code: config.models?.code ?? defaultModels.code,
      report: config.models?.report ?? defaultModels.report,
    },
    prices: { ...defaultPrices, ...config.prices },
    maxRetries: config.maxRetries ?? 3,
    timeoutMs: config.timeoutMs ?? 60_000,
    logger: config.logger,
  };
}
