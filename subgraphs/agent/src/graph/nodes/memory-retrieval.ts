import { memoryContext } from '../../memory/agent-memory.ts';
import type { StepWork } from '../run-step.ts';

/** Recalls the session's work on the file, and lets a kernel with its variables start while the question is read. */
export const memoryRetrieval: StepWork = async (_state, run) => {
  run.kernel.warmUp();
  const memory = await run.memory.load(run.memoryKey);
  return { memory: memoryContext(memory, run.sandbox.engine) };
};
