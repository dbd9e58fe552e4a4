import { z } from 'zod';

/** The choices of this service that are no matter of addresses: also for a process that runs it beside others. */
export const authSettingsEnv = {
  ACCESS_TOKEN_EXPIRE_MINUTES: z.coerce.number().positive().default(60),
  REFRESH_TOKEN_EXPIRE_DAYS: z.coerce.number().positive().max(3650).default(30),
  SIGN_IN_FAILURES_PER_ADDRESS: z.coerce.number().int().positive().default(100),
  BCRYPT_COST: z.coerce.number().int().min(10).max(16).default(12),
};

type AuthSettingsEnv = z.output<z.ZodObject<typeof authSettingsEnv>>;

/** The part of AuthConfig that the variables above decide. */
export function authSettings(env: AuthSettingsEnv) {
  return {
    accessLifetimeSeconds: Math.round(env.ACCESS_TOKEN_EXPIRE_MINUTES * 60),
    signIn: { refreshLifetimeSeconds: Math.round(env.REFRESH_TOKEN_EXPIRE_DAYS * 86_400) },
    limits: { failuresOfAddress: env.SIGN_IN_FAILURES_PER_ADDRESS },
    bcryptCost: env.BCRYPT_COST,
  };
}
