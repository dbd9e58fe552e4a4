import { z } from 'zod';
import type { Mode } from '../analyst.ts';

// Each field has a schema object of its own: an object used twice becomes a reference, and loses its description.

/** The mode is held to the person's choice where there is one. */
export function classificationSchema(requestedMode: Mode | undefined) {
  return z
    .object({
      interpretation: sentence('One sentence: what the question is taken to mean, with the columns it means.'),
      route: z.enum(['ADVISORY', 'EXPLORATORY']),
      mode: z.enum(requestedMode ? [requestedMode] : ['TECHNICAL', 'QUICK']),
      subtasks: z
        .array(z.object({ ...draftShape(), kind: kind(), steps: steps() }))
        .max(4)
        .describe('For QUICK and EXPLORATORY one to four subtasks; otherwise empty.'),
    })
    .refine(({ mode, route, subtasks }) => mode !== 'QUICK' || route !== 'EXPLORATORY' || subtasks.length > 0, {
      path: ['subtasks'],
      message: 'a QUICK, EXPLORATORY question needs at least one subtask',
    });
}

export type DecidedClassification = z.infer<ReturnType<typeof classificationSchema>>;

export const decompositionSchema = z.object({ subtasks: z.array(z.object(draftShape())).min(1).max(8) });

export function subtaskKindsSchema(count: number) {
  return z.object({ kinds: z.array(kind()).length(count).describe('One kind for each subtask, in their order.') });
}

export const actionPlanSchema = z.object({ steps: steps() });

export const memorySchema = z.object({
  analysis: summary(),
  visualization: summary(),
  code: summary(),
  userPreferences: summary(),
  followUps: z
    .array(sentence('One question, complete in itself, in the language of the question that was answered.'))
    .describe('Two to four questions that could come next and that this dataset can answer.')
    .catch([]), // what is worth remembering is not lost for want of suggestions
});

function draftShape() {
  return {
    title: sentence('At most eight words.'),
    goal: sentence('What has to be found out, complete in itself: columns, filters, groups, statistic, precision.'),
  };
}

function kind() {
  return z
    .enum(['ANALYSIS', 'VISUALIZATION', 'DIRECT_RESPONSE'])
    .describe('ANALYSIS: numbers by code. VISUALIZATION: a chart by code. DIRECT_RESPONSE: words alone, no code.');
}

function steps() {
  return z.array(sentence('One step, one sentence.')).min(1).max(12).describe('What the code does, in order.');
}

function sentence(description: string) {
  return z.string().trim().min(1).describe(description);
}

function summary() {
  return z.string().trim().describe('At most 150 words; empty when there is nothing to remember.');
}
