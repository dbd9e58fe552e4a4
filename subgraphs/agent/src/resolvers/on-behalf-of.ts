import type { Context } from '../context.ts';
import type { OnBehalfOf } from '../directory/directory.ts';

/** The caller, for asking another subgraph. @throws AppError UNAUTHENTICATED */
export function onBehalfOf({ caller, authorization, signal }: Context): OnBehalfOf {
  return { userId: caller().userId, authorization, signal };
}
