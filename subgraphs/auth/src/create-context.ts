import type { Database } from '@mas/kit/database/database';
import type { RequestContext } from '@mas/kit/graphql-context';
import type { TokenSigner } from '@mas/kit/tokens/token-signer';
import type { Context } from './context.ts';
import { createInvitationRepository } from './db/invitation.repository.ts';
import { createSignInRepository } from './db/sign-in.repository.ts';
import { createUserRepository } from './db/user.repository.ts';
import { createAccountService } from './services/account.service.ts';
import type { PasswordHashers } from './services/password-hasher.ts';
import type { AdmitRegistration } from './services/registration-limits.ts';
import { createRegistrationService, type RegistrationMode } from './services/registration.service.ts';
import type { BeginAttempt } from './services/sign-in-limits.ts';
import { createSignInService, type SignInSettings } from './services/sign-in.service.ts';

export interface RequestContextParts {
  readonly database: Database;
  readonly signer: TokenSigner;
  readonly hasherOf: PasswordHashers;
  readonly signIn: SignInSettings;
  readonly beginAttempt: BeginAttempt;
  readonly registration: RegistrationMode;
  readonly admitRegistration: AdmitRegistration;
}

/** The services of one request, over an entity manager of its own. */
export function createContextOf(parts: RequestContextParts): (request: RequestContext) => Context {
  const { database, signer, hasherOf, signIn: settings, beginAttempt, registration: mode, admitRegistration } = parts;
  return (request) => {
    const { clientAddress, logger } = request;
    const em = database.fork();
    const users = createUserRepository(em);
    const passwords = createSignInRepository(em);
    const invitations = createInvitationRepository(em);
    const signIns = createSignInService({ signIns: passwords, users, signer, settings, logger });
    const hasher = hasherOf(clientAddress);
    const attempts = (email: string) => beginAttempt(email, clientAddress);
    const admit = () => admitRegistration(clientAddress);
    return {
      ...request,
      signIns,
      accounts: createAccountService({ users, passwords, signIns, hasher, attempts }),
      registrations: createRegistrationService({ mode, admit, users, invitations, signIns, hasher }),
    };
  };
}
