import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { GraphClient } from './graph-client.ts';
import type { RestSettings } from './rest-settings.ts';
import type { Logger } from '@mas/kit/logger';

export type Method = 'GET' | 'POST' | 'DELETE';
export type BodyKind = 'json' | 'form' | 'multipart';

/** The parts of a request that people can get wrong; a problem's `loc` is its path in here. */
export type RequestSchema = z.ZodObject<{
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
}>;

/** One endpoint: what it takes and gives, for the server and for the OpenAPI document alike. */
export interface Route<Request extends RequestSchema = RequestSchema> {
  readonly method: Method;
  /** Below the base path; a `{name}` stands for one segment. The document shows it so; the other slash form is served too. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Whether it is for everybody; otherwise it wants a token. */
  readonly isPublic?: boolean;
  readonly request: Request;
  /** How the body comes. A multipart body is left to the handler, which reads it as it arrives. */
  readonly body?: BodyKind;
  readonly answer: RouteAnswer;
  /** The statuses of errors beyond those that every endpoint may give. */
  readonly errors: readonly number[];
  /** Where the graph's arguments come from in the request: `{ name: ['body', 'file_name'] }`. */
  readonly argumentPlaces?: Readonly<Record<string, readonly string[]>>;
  /** Gives the body of the answer; nothing when it answered by itself. */
  handle(call: Call<z.output<Request>>): Promise<unknown>;
}

export interface RouteAnswer {
  readonly description: string;
  readonly schema: z.ZodType;
  /** `application/json` unless said. */
  readonly contentType?: string;
  readonly example: unknown;
}

export interface Call<Input> {
  readonly input: Input;
  readonly graph: GraphClient;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly settings: RestSettings;
  readonly logger: Logger;
  /** Aborted when the gateway closes: a stream ends then. */
  readonly closing: AbortSignal;
}

/** Lets the handler see the types of its own request schema: the server gives it nothing that this has not parsed. */
export function defineRoute<Request extends RequestSchema>(route: Route<Request>): Route {
  return route;
}
