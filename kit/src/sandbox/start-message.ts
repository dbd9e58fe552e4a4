import { z } from 'zod';
import type { GuestIdentity } from './jails/jail.ts';

/** The first message to any jailed child. */
export interface StartMessage {
  readonly type: 'start';
  readonly nonce: string;
  readonly identity: GuestIdentity | undefined;
}

/** Every frame of a child carries the nonce of its start message: nothing that guest code prints can pass for one. */
export const childEnvelope = z.strictObject({ nonce: z.string(), body: z.unknown() });
