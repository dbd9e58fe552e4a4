import { z } from 'zod';
import { readOperation, type Operation } from '../operation.ts';
import type { Route } from '../route.ts';
import { createAuthRoutes } from './auth.ts';
import { createChatRoutes } from './chat.ts';
import { createFileRoutes } from './files.ts';
import { createSessionRoutes } from './sessions.ts';

export interface Routes {
  /** In the order of the document. */
  readonly routes: readonly Route[];
  /** Asks nothing of any subgraph; fails when the token is no good. */
  readonly checkToken: Operation<unknown>;
}

/** Reads every operation, once. */
export function createRoutes(): Routes {
  return {
    routes: [createAuthRoutes(), createSessionRoutes(), createFileRoutes(), createChatRoutes()].flat(),
    checkToken: readOperation('check-token', z.unknown()),
  };
}
