import type { RequestContext } from '@mas/kit/graphql-context';
import type { AccountService } from './services/account.service.ts';
import type { RegistrationService } from './services/registration.service.ts';
import type { SignInService } from './services/sign-in.service.ts';

/** What a resolver of this subgraph has. */
export interface Context extends RequestContext {
  readonly accounts: AccountService;
  readonly registrations: RegistrationService;
  readonly signIns: SignInService;
}
