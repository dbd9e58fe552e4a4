import { z } from 'zod';

/** Where the auth service tells other services which sign-ins have ended, beside its `/graphql`. */
export const revocationsPath = 'internal/revocations';

export const revocationPage = z.object({
  /** Given back as `after`, it brings only what came since. */
  cursor: z.string(),
  /** The sign-in's id, and when its last access token has expired, in milliseconds since 1970. */
  signIns: z.array(z.tuple([z.guid(), z.number()])),
});

export type RevocationPage = z.output<typeof revocationPage>;
