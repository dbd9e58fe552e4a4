import type { Invitation, InvitationRepository } from '../db/invitation.repository.ts';
import { normalizeEmail } from './email-address.ts';
import { createInvitationCode, hashInvitationCode } from './invitation-code.ts';

export interface InvitationRequest {
  readonly email: string | undefined;
  readonly uses: number;
  readonly lifetimeSeconds: number;
}

export interface MadeInvitation extends Invitation {
  /** Known at this moment only. */
  readonly code: string;
}

/** What the operator does with invitations. */
export interface InvitationService {
  create(request: InvitationRequest): Promise<MadeInvitation>;
  list(): Promise<readonly Invitation[]>;
  /** False when there is none of that number that is good. */
  revoke(id: number): Promise<boolean>;
}

export function createInvitationService(invitations: InvitationRepository): InvitationService {
  return {
    async create({ email, ...request }) {
      const code = createInvitationCode();
      const hash = hashInvitationCode(code);
      const made = await invitations.insert({
        ...request,
        hash,
        email: email === undefined ? undefined : normalizeEmail(email),
      });
      return { ...made, code };
    },
    list: () => invitations.list(),
    revoke: (id) => invitations.revoke(id),
  };
}
