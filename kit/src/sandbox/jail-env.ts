import { z } from 'zod';
import type { JailChoice } from './create-jail.ts';
import { jailKinds } from './jails/jail.ts';

/** The choice of a jail: the same variables for every service that runs what it does not trust. */
export const jailEnv = {
  SANDBOX: z.enum(['auto', ...jailKinds]).default('auto'),
  SANDBOX_MIN: z.enum(jailKinds).optional(),
};

export function jailChoice(env: z.output<z.ZodObject<typeof jailEnv>>): JailChoice {
  return { preferred: env.SANDBOX, minimum: env.SANDBOX_MIN };
}
