import { advance } from '../advance.ts';
import { modeOf } from '../question-context.ts';
import { hasRepairLeft } from '../repairs.ts';
import { rerunFailure } from '../rerun-failure.ts';
import type { StepWork } from '../run-step.ts';

/**
 * Runs the code. What fails is left to debugging while repairs are left, and is filed as it is after that; in a rerun it is
 * the end.
 */
export const execution: StepWork = async (state, run) => {
  const { code, current, repairs } = state;
  const place = { subtask: current, attempt: repairs };
  run.events.emit({ type: 'CodeWritten', ...place, language: run.sandbox.language, source: code });
  const outcome = await run.kernel.run(code, run.codeTimeoutMs[modeOf(state)]);
  const { ok, output, result, notices, durationMs } = outcome;
  if (ok) {
    const value = result === undefined ? {} : { result };
    run.events.emit({ type: 'CodeOutput', ...place, output, ...value, notices, durationMs });
    return { outcome };
  }
  const { stack: _stack, ...error } = outcome.error ?? { name: 'Error', message: 'It failed without saying why.' };
  const willRepair = hasRepairLeft(state);
  run.events.emit({ type: 'CodeFailed', ...place, error, output, willRepair, durationMs });
  if (willRepair) return { outcome };
  return rerunFailure(state, error) ?? advance(state, { execution: outcome });
};
