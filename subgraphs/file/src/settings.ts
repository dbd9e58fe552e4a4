import { envBytes } from '@mas/kit/env';

const gibibyte = 1024 ** 3;

/** What the file subgraph reads of its environment, alone or in the stack. */
export const fileSettingsEnv = {
  MAX_UPLOAD_BYTES: envBytes.default(gibibyte),
  /** How much a person's uploads may take in all. */
  USER_QUOTA_BYTES: envBytes.default(20 * gibibyte),
};
