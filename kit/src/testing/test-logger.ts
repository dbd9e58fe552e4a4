import { createLogger } from '../logger.ts';

/** Silent unless TEST_LOG_LEVEL says otherwise. */
export const testLogger = createLogger({ service: 'test', level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
