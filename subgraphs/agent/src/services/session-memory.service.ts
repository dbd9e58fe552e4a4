import type { OnBehalfOf } from '../directory/directory.ts';
import type { MemoryKey } from '../memory/agent-memory.ts';
import type { MemoryService } from '../memory/memory.service.ts';
import type { FindWorkingSet, WorkingSetChoice } from './working-set.ts';

/** A person's own say over what is remembered. */
export interface SessionMemoryService {
  /** @returns whether anything is remembered, and now in the database. @throws AppError NOT_FOUND */
  save(choice: WorkingSetChoice, caller: OnBehalfOf): Promise<boolean>;
  /** @throws AppError NOT_FOUND */
  clear(choice: WorkingSetChoice, caller: OnBehalfOf): Promise<void>;
}

export function createSessionMemoryService({
  memory,
  findWorkingSet,
}: {
  readonly memory: MemoryService;
  readonly findWorkingSet: FindWorkingSet;
}): SessionMemoryService {
  const keyOf = async (choice: WorkingSetChoice, caller: OnBehalfOf): Promise<MemoryKey> => {
    const { sessionId, dataset } = await findWorkingSet(choice, caller);
    return { userId: caller.userId, sessionId, fileName: dataset.name };
  };
  return {
    save: async (choice, caller) => memory.persist(await keyOf(choice, caller)),
    clear: async (choice, caller) => memory.clear(await keyOf(choice, caller)),
  };
}
