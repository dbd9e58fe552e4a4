import type { Caller } from '@mas/kit/tokens/token-verifier';
import type { Logger } from '@mas/kit/logger';

/** What the gateway knows of a request, whichever transport it came over. */
export interface RequestContext {
  /** Who asks, by a token that was verified at the edge; the anonymous have none. */
  readonly identity: Identity | undefined;
  readonly requestId: string;
  /** Where the request came from; subgraphs are told. */
  readonly clientAddress: string | undefined;
  readonly logger: Logger;
  /** Aborted when the one who asked is gone; ends reads, never a mutation that was sent. */
  readonly signal: AbortSignal;
}

export interface Identity {
  readonly token: string;
  readonly caller: Caller;
}
