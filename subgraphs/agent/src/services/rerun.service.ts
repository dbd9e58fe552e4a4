import type { RunEventRepository } from '../db/run-event.repository.ts';
import type { Run } from '../db/run.entity.ts';
import type { RunRepository } from '../db/run.repository.ts';
import type { OnBehalfOf } from '../directory/directory.ts';
import { type CodeEdit, planRerun } from './plan-rerun.ts';
import type { RunService } from './run.service.ts';
import { checkIdempotencyKey, type SubmitRun } from './submit-run.ts';
import type { FindWorkingSet } from './working-set.ts';

export interface RerunService {
  /**
   * Runs a run's code again, edited or not, as a new run of the same session and file.
   * @throws AppError NOT_FOUND without the run, its session or its file, FAILED_PRECONDITION while it is not finished or has no
   *   code, BAD_USER_INPUT for edits that cannot be, RATE_LIMITED when too many runs wait.
   */
  rerun(wanted: WantedRerun, caller: OnBehalfOf): Promise<Run>;
}

export interface WantedRerun {
  readonly runId: string;
  readonly edits: readonly CodeEdit[];
  readonly idempotencyKey: string | undefined;
}

export interface RerunServiceDependencies {
  readonly runs: RunRepository;
  readonly events: RunEventRepository;
  readonly findRun: RunService['find'];
  readonly findWorkingSet: FindWorkingSet;
  readonly submit: SubmitRun;
  readonly analystName: string;
  /** What the sandbox understands. */
  readonly language: string;
}

export function createRerunService(deps: RerunServiceDependencies): RerunService {
  const { runs, events, findRun, findWorkingSet, submit, analystName, language } = deps;
  return {
    async rerun({ runId, edits, idempotencyKey }, caller) {
      checkIdempotencyKey(idempotencyKey);
      const userId = Number(caller.userId);
      const older = idempotencyKey === undefined ? null : await runs.findByIdempotencyKey(userId, idempotencyKey);
      if (older !== null) return older;
      const run = await findRun(runId, caller);
      const log = await events.readTypes([run.id], ['PlanReady', 'CodeWritten', 'CodeOutput', 'CodeFailed']);
      const plan = planRerun(run, log, edits, language);
      const { sessionId, question, requestedMode } = run;
      const working = await findWorkingSet({ sessionId, fileIds: fileIdsOf(run) }, caller);
      return submit({
        userId,
        ...working,
        question,
        requestedMode,
        analyst: analystName,
        idempotencyKey,
        rerun: { of: run.id, plan },
      });
    },
  };
}

function fileIdsOf({ fileId, otherFileIds }: Run): [string, ...string[]] {
  return [String(fileId), ...otherFileIds.map(String)];
}
