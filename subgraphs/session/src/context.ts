import type { RequestContext } from '@mas/kit/graphql-context';
import type { SessionService } from './services/session.service.ts';

/** What a resolver of this subgraph has. */
export interface Context extends RequestContext {
  readonly sessions: SessionService;
}
