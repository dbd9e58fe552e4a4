import type { Logger } from '@mas/kit/logger';
import type { TokenVerifier } from '@mas/kit/tokens/token-verifier';
import type { Federation } from '../federation/federation.ts';
import type { RevokedSignIns } from '../revocation/revoked-sign-ins.ts';
import type { SubscriptionHub } from '../subscriptions/subscription-hub.ts';
import type { OperationStore } from './operation-store.ts';

export interface ExecutorParts {
  readonly federation: Federation;
  readonly operations: OperationStore;
  readonly hub: SubscriptionHub;
  readonly verifier: TokenVerifier;
  /** Sign-ins that have ended: their subscriptions end too. */
  readonly revoked: RevokedSignIns;
  readonly logger: Logger;
  /** What may wait for the reader of one subscription. */
  readonly maxQueuedBytes: number;
}
