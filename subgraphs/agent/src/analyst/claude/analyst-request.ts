import type { QuestionContext } from '../analyst.ts';
import type { ModelRequest } from './model-call.ts';
import type { Effort } from './models.ts';
import { analystRole } from './prompts/analyst-role.ts';
import { datasetContext } from './prompts/dataset-context.ts';

interface RequestParts {
  readonly model: string;
  readonly effort: Effort;
  readonly maxTokens: number;
  readonly prompt: string;
}

/**
 * The role and the datasets' context come first and are the same in every request about the same datasets, so the API keeps
 * them in its prompt cache; what differs comes after.
 */
export function analystRequest(context: QuestionContext, { prompt, ...parts }: RequestParts): ModelRequest {
  return {
    ...parts,
    system: [
      { type: 'text', text: analystRole() },
      {
        type: 'text',
        text: datasetContext(context.dataset, context.sandbox, context.otherDatasets),
        cache_control: { type: 'ephemeral' },
      },
    ],
    messages: [{ role: 'user', content: prompt }],
  };
}

/** QUICK answers are due within seconds. */
export function effortFor({ mode, requestedMode }: QuestionContext): Effort {
  return (mode ?? requestedMode) === 'TECHNICAL' ? 'medium' : 'low';
}
