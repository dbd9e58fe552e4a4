import { z } from 'zod';

/** The choices of this service that are no matter of addresses: also for a process that runs it beside others. */
export const authSettingsEnv = {
  ACCESS_TOKEN_EXPIRE_MINUTES: z.coerce.number().positive().default(60),
  REFRESH_TOKEN_EXPIRE_DAYS: z.coerce.number().positive().max(3650).default(30),
  SIGN_IN_FAILURES_PER_ADDRESS: z.coerce.number().int().positive().default(100),
  REGISTRATION: z.enum(['open', 'invite', 'off']).default('open'),
  REGISTRATIONS_PER_ADDRESS_MINUTELY: z.coerce.number().int().positive().default(20),
  REGISTRATIONS_PER_ADDRESS_DAILY: z.coerce.number().int().positive().default(200),
  REGISTRATIONS_HOURLY: z.coerce.number().int().positive().default(1_000),
  BCRYPT_COST: z.coerce.number().int().min(10).max(16).default(12),
};

const registrationModes = { open: 'OPEN', invite: 'INVITE', off: 'OFF' } as const;

type AuthSettingsEnv = z.output<z.ZodObject<typeof authSettingsEnv>>;

/** The part of AuthConfig that the variables above decide. */
export function authSettings(env: AuthSettingsEnv) {
  return {
    accessLifetimeSeconds: Math.round(env.ACCESS_TOKEN_EXPIRE_MINUTES * 60),
    signIn: { refreshLifetimeSeconds: Math.round(env.REFRESH_TOKEN_EXPIRE_DAYS * 86_400) },
    limits: { failuresOfAddress: env.SIGN_IN_FAILURES_PER_ADDRESS },
    registration: registrationModes[env.REGISTRATION],
    registrationLimits: {
      ofAddressInMinute: env.REGISTRATIONS_PER_ADDRESS_MINUTELY,
      ofAddressInDay: env.REGISTRATIONS_PER_ADDRESS_DAILY,
      inAllInHour: env.REGISTRATIONS_HOURLY,
    },
    bcryptCost: env.BCRYPT_COST,
  };
}
