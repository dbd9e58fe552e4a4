import type { z } from 'zod';
import type { AnalystCall, QuestionContext } from '../analyst.ts';
import { analystRequest, effortFor } from './analyst-request.ts';
import { decide } from './decide.ts';
import type { ModelGateway } from './model-call.ts';
import type { Effort } from './models.ts';
import { writeCode } from './write-code.ts';
import { writeText } from './write-text.ts';

const maxDecisionTokens = 12_000;
const maxTextTokens = 24_000;

/** The three kinds of call that an analyst makes, each to its model. */
export interface AnalystCalls {
  readonly choose: <Schema extends z.ZodType>(
    context: QuestionContext,
    prompt: string,
    schema: Schema,
    call: AnalystCall,
  ) => Promise<z.infer<Schema>>;
  readonly write: (context: QuestionContext, prompt: string, call: AnalystCall) => Promise<string>;
  readonly code: (context: QuestionContext, prompt: string, call: AnalystCall, effort?: Effort) => Promise<string>;
}

export function createAnalystCalls(gateway: ModelGateway): AnalystCalls {
  const { models } = gateway.settings;
  return {
    choose(context, prompt, schema, call) {
      const parts = { model: models.decide, effort: 'low', maxTokens: maxDecisionTokens, prompt } as const;
      return decide(gateway, analystRequest(context, parts), schema, call);
    },
    write(context, prompt, call) {
      const parts = { model: models.report, effort: effortFor(context), maxTokens: maxTextTokens, prompt };
      return writeText(gateway, analystRequest(context, parts), call);
    },
    code(context, prompt, call, effort = effortFor(context)) {
      const request = analystRequest(context, { model: models.code, effort, maxTokens: maxTextTokens, prompt });
      return writeCode(gateway, request, context.sandbox.language, call);
    },
  };
}
