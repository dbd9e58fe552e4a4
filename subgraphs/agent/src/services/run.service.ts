import { AppError } from '@mas/kit/errors';
import { visibleText } from '@mas/kit/visible-text';
import { z } from 'zod';
import type { Run } from '../db/run.entity.ts';
import type { RunRepository } from '../db/run.repository.ts';
import type { OnBehalfOf } from '../directory/directory.ts';
import type { EventLog } from '../events/event-log.ts';
import { type EventSignal, signalTopics } from '../events/event-signal.ts';
import type { RunEvent, RunMode } from '../events/run-event.ts';
import { streamRunEvents } from '../events/run-event-stream.ts';
import type { RunQueue } from '../queue/run-queue.ts';
import { checkIdempotencyKey, type SubmitRun } from './submit-run.ts';
import type { FindWorkingSet, WorkingSetChoice } from './working-set.ts';

export interface RunService {
  /** @throws AppError BAD_USER_INPUT, NOT_FOUND without a session or a file, RATE_LIMITED when too many runs wait. */
  ask(question: Question, caller: OnBehalfOf): Promise<Run>;
  /** @throws AppError NOT_FOUND when the caller has no run of that id. */
  find(id: string, caller: { readonly userId: string }): Promise<Run>;
  /** Stops a run; one that has ended stays as it is. @throws AppError NOT_FOUND */
  cancel(id: string, caller: { readonly userId: string }): Promise<Run>;
  /** A run's events from behind `after` to its last. @throws AppError NOT_FOUND before the first event. */
  events(id: string, after: number, caller: { readonly userId: string }): Promise<AsyncIterableIterator<RunEvent>>;
}

export interface Question extends WorkingSetChoice {
  readonly question: string;
  readonly mode: RunMode;
  readonly idempotencyKey: string | undefined;
}

export interface RunServiceDependencies {
  readonly runs: RunRepository;
  readonly findWorkingSet: FindWorkingSet;
  readonly log: EventLog;
  readonly signal: EventSignal;
  readonly queue: RunQueue;
  readonly submit: SubmitRun;
  readonly analystName: string;
}

const maxQuestionLength = 10_000;

export function createRunService(deps: RunServiceDependencies): RunService {
  const { runs, findWorkingSet, log, signal, queue, submit, analystName } = deps;
  const find: RunService['find'] = async (id, { userId }) => {
    const run = z.guid().safeParse(id).success ? await runs.find(Number(userId), id) : null;
    if (run === null) throw new AppError('NOT_FOUND', 'There is no such run.');
    return run;
  };
  return {
    async ask({ question: given, mode, sessionId, fileIds, idempotencyKey }, caller) {
      const question = parseQuestion(given);
      checkIdempotencyKey(idempotencyKey);
      const userId = Number(caller.userId);
      const older = idempotencyKey === undefined ? null : await runs.findByIdempotencyKey(userId, idempotencyKey);
      if (older !== null) return older;
      const working = await findWorkingSet({ sessionId, fileIds }, caller);
      return submit({ userId, ...working, question, requestedMode: mode, analyst: analystName, idempotencyKey });
    },
    find,
    async cancel(id, caller) {
      const run = await find(id, caller);
      if (await log.append(run.id, [{ type: 'RunCancelled' }])) {
        signal.notify(signalTopics.cancelled(run.id));
        await queue.remove(run.id);
      }
      return find(id, caller);
    },
    async events(id, after, caller) {
      const run = await find(id, caller);
      return streamRunEvents({ log, runId: run.id, after });
    },
  };
}

/** What people see of a question. @throws AppError BAD_USER_INPUT when it is empty, too long or no text. */
function parseQuestion(given: string): string {
  const question = visibleText(given);
  const length = Array.from(question).length;
  if (question.trim() === '' || length > maxQuestionLength) {
    const message = `A question has 1 to ${maxQuestionLength} characters.`;
    throw new AppError('BAD_USER_INPUT', message, { field: 'question' });
  }
  if (given.includes('\0')) {
    throw new AppError('BAD_USER_INPUT', 'The question must not hold a NUL character.', { field: 'question' });
  }
  return question;
}
