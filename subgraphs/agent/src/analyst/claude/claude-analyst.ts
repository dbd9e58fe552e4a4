import type { Analyst, Classification } from '../analyst.ts';
import { createAnalystCalls } from './analyst-calls.ts';
import { resolveSettings, type ClaudeConfig, type ClaudeSettings } from './claude-config.ts';
import {
  actionPlanSchema,
  classificationSchema,
  decompositionSchema,
  memorySchema,
  subtaskKindsSchema,
  type DecidedClassification,
} from './decision-schemas.ts';
import { createMessagesClient } from './messages-client.ts';
import { findPrice } from './prices.ts';
import { advisePrompt } from './prompts/advise.ts';
import { classifyPrompt } from './prompts/classify.ts';
import { classifySubtasksPrompt } from './prompts/classify-subtasks.ts';
import { debugPrompt } from './prompts/debug.ts';
import { decomposePrompt } from './prompts/decompose.ts';
import { fallbackPrompt } from './prompts/fallback.ts';
import { planPrompt } from './prompts/plan.ts';
import { reportPrompt } from './prompts/report.ts';
import { respondPrompt } from './prompts/respond.ts';
import { summarizePrompt } from './prompts/summarize.ts';
import { writeCodePrompt } from './prompts/write-code.ts';

/**
 * The analyst that asks Claude.
 * @throws AppError ANALYST_UNAVAILABLE at once when the key cannot be a key. Its methods throw ANALYST_UNAVAILABLE when
 *   Claude cannot be asked, ANALYST_REFUSED when it declines, and the signal's reason when aborted.
 */
export function createClaudeAnalyst(config: ClaudeConfig): Analyst {
  const settings = resolveSettings(config);
  warnOfUnpricedModels(settings);
  const { choose, write, code } = createAnalystCalls({ client: createMessagesClient(settings), settings });
  return {
    name: settings.models.code,
    models: [...new Set([settings.models.decide, settings.models.code, settings.models.report])],
    async classify(context, call) {
      const schema = classificationSchema(context.requestedMode);
      return toClassification(await choose(context, classifyPrompt(context), schema, call));
    },
    decompose: async (context, call) =>
      (await choose(context, decomposePrompt(context), decompositionSchema, call)).subtasks,
    async classifySubtasks(context, subtasks, call) {
      const schema = subtaskKindsSchema(subtasks.length);
      return (await choose(context, classifySubtasksPrompt(context, subtasks), schema, call)).kinds;
    },
    plan: (context, subtask, call) => choose(context, planPrompt(context, subtask), actionPlanSchema, call),
    writeCode: (context, task, call) => code(context, writeCodePrompt(context, task), call),
    debug: (context, task, failure, call) => code(context, debugPrompt(context, task, failure), call, 'medium'),
    report: (context, results, call) => write(context, reportPrompt(context, results), call),
    advise: (context, call) => write(context, advisePrompt(context), call),
    respond: (context, subtask, call) => write(context, respondPrompt(context, subtask), call),
    fallback: (context, results, call) => write(context, fallbackPrompt(context, results), call),
    summarize: (context, exchange, call) => choose(context, summarizePrompt(context, exchange), memorySchema, call),
  };
}

/** Only a QUICK, EXPLORATORY question has its plan at once. */
function toClassification({ subtasks, ...decision }: DecidedClassification): Classification {
  if (decision.mode !== 'QUICK' || decision.route !== 'EXPLORATORY') return decision;
  return { ...decision, subtasks: subtasks.map(({ steps, ...subtask }) => ({ ...subtask, plan: { steps } })) };
}

function warnOfUnpricedModels({ models, prices, logger }: ClaudeSettings): void {
  const unpriced = [...new Set([models.decide, models.code, models.report])].filter(
    (model) => !findPrice(prices, model),
  );
  if (unpriced.length > 0) logger.warn({ models: unpriced }, 'these models have no price: their cost will show as 0');
}
