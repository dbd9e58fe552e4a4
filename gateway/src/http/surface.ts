import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@mas/kit/logger';
import type { HttpError } from '@mas/kit/server/http-error';
import type { GraphQLExecutor } from '../executor/executor.ts';

/** Another way into the graph than GraphQL, under paths of its own. */
export interface HttpSurface {
  /** Whether a request is for one of its paths. */
  handles(request: IncomingMessage): boolean;
  /** Answers it, CORS and errors included; never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, context: SurfaceContext): Promise<void>;
  /** Answers a request of its own that never gets that far. */
  refuse(response: ServerResponse, refusal: HttpError): void;
  /** Called when the gateway closes: ends what would go on for long. Other requests may come to their end. */
  dispose(): void;
}

export interface SurfaceContext {
  readonly requestId: string;
  /** Where the request came from. */
  readonly clientAddress?: string | undefined;
}

export type CreateSurface = (parts: {
  readonly executor: GraphQLExecutor;
  readonly logger: Logger;
  readonly corsOrigins: readonly string[];
}) => HttpSurface;
