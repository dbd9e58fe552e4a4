import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Usage } from '../analyst/analyst.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { RerunPlan } from '../analyst/rerun-plan.ts';
import type { PlannedSubtask, ReportedNumber, RunFailure, RunMode, RunStatus } from '../events/run-event.ts';

/** A question and where its answer stands. All but the question is a projection of the run's events. */
export const RunEntity = defineEntity({
  name: 'Run',
  tableName: 'runs',
  properties: {
    id: p.uuid().primary(),
    /** Given by the database. */
    ordinal: p.bigint('number').defaultRaw('default').generated('identity'),
    userId: p.integer(),
    sessionId: p.uuid(),
    fileId: p.integer(),
    question: p.text(),
    requestedMode: p.string().$type<RunMode>(),
    mode: p.string().$type<RunMode>(),
    status: p.string().$type<RunStatus>(),
    /** What was known of the first dataset when the question was asked. */
    dataset: p.json<Dataset>().columnType('json'),
    /** The other files that it is about, in their order. */
    otherFileIds: p.json<readonly number[]>().columnType('json'),
    /** What was known of those. Seven profiles can be large: only what finds a single run reads them. */
    otherDatasets: p.json<readonly Dataset[]>().columnType('json').lazy(),
    subtasks: p.json<readonly PlannedSubtask[]>().columnType('json'),
    report: p.text().default(''),
    numbers: p.json<readonly ReportedNumber[]>().columnType('json'),
    usage: p.json<Usage>().columnType('json'),
    error: p.json<RunFailure>().columnType('json').nullable(),
    analyst: p.string(),
    sandbox: p.string().default(''),
    /** The run whose code this one runs again. */
    rerunOf: p.uuid().nullable(),
    rerunPlan: p.json<RerunPlan>().columnType('json').nullable(),
    followUps: p.json<readonly string[]>().columnType('json'),
    idempotencyKey: p.string().nullable(),
    lastSeq: p.integer().default(0),
    /** How many workers have taken the run up; the last one alone may write to it. */
    attempts: p.integer().default(0),
    /** When a live process last said that it holds the run, waiting or running. */
    heartbeatAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});

export type Run = InferEntity<typeof RunEntity>;
