import Anthropic from '@anthropic-ai/sdk';
import type { Logger } from '@mas/kit/logger';
import { withoutKey } from './claude-errors.ts';
import type { ClaudeSettings } from './claude-config.ts';
import { limitRetryAfter } from './retry-after-limit.ts';
import { limitSilence } from './silence-limit.ts';

/** The SDK's client: it retries 408, 409, 429, 5xx and failed connections with backoff, and honours `retry-after`. */
export function createMessagesClient(settings: ClaudeSettings): Anthropic {
  return new Anthropic({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    maxRetries: settings.maxRetries,
    timeout: settings.timeoutMs,
    middleware: [limitRetryAfter, limitSilence(settings.timeoutMs)],
    openTelemetry: { traces: { contentMode: 'metadata_only' } },
    logLevel: 'warn',
    logger: sdkLogger(settings.logger, settings.apiKey),
  });
}

/** The SDK's details hold requests and answers, which hold people's data: only the first sentence is logged. */
function sdkLogger(logger: Logger, apiKey: string) {
  const at = (level: 'error' | 'warn' | 'info' | 'debug') => (message: string) => {
    logger[level]({ source: '@anthropic-ai/sdk' }, withoutKey(message, apiKey));
  };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}
