import { z } from 'zod';

const cacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() });

const text = z
  .string()
  .refine((value) => value.isWellFormed(), 'The request body is not valid JSON: no low surrogate in string');

const textBlock = z.strictObject({
  type: z.literal('text'),
  text: text.refine((value) => value.trim() !== '', 'text content blocks must contain non-whitespace text'),
  cache_control: cacheControl.nullish(),
});

const content = z.union([text.min(1), z.array(textBlock).min(1)]);

/**
 * JSON schemas that structured outputs accept.
 * Source: https://platform.claude.com/docs/en/build-with-claude/structured-outputs ("JSON Schema limitations")
 */
const outputSchema: z.ZodType = z.lazy(() =>
  z
    .strictObject({
      $ref: z.string().optional(),
      $defs: z.record(z.string(), outputSchema).optional(),
      type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']).optional(),
      title: z.string().optional(),
      description: z.string().optional(),
      enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
      const: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
      anyOf: z.array(outputSchema).optional(),
      allOf: z.array(outputSchema).optional(),
      properties: z.record(z.string(), outputSchema).optional(),
      required: z.array(z.string()).optional(),
      additionalProperties: z.literal(false).optional(),
      items: outputSchema.optional(),
      minItems: z.union([z.literal(0), z.literal(1)]).optional(),
      format: z.string().optional(),
    })
    .refine(
      (schema) => schema.type !== 'object' || schema.additionalProperties === false,
      "For 'object' type, 'additionalProperties' must be explicitly set to false",
    ),
);

/** The part of the Messages API's body that a text-only client can send; anything else is an error, as it is there. */
export const messagesRequestSchema = z
  .strictObject({
    model: z.string().min(1),
    max_tokens: z.int().min(1).max(128_000),
    messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content })).min(1),
    system: z.union([text, z.array(textBlock)]).optional(),
    stream: z.boolean().optional(),
    stop_sequences: z.array(z.string().min(1)).optional(),
    cache_control: cacheControl.nullish(),
    metadata: z.strictObject({ user_id: z.string().max(256).nullish() }).optional(),
    service_tier: z.enum(['auto', 'standard_only']).optional(),
    thinking: z
      .union([
        z.strictObject({
          type: z.literal('adaptive'),
          display: z.enum(['summarized', 'omitted']).nullish(),
        }),
        z.strictObject({ type: z.literal('between_tools') }),
      ])
      .optional(),
    output_config: z
      .strictObject({
        effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
        format: z.strictObject({ type: z.literal('json_schema'), schema: outputSchema }).nullish(),
      })
      .optional(),
  })
  .superRefine((body, context) => {
    const problem = (message: string) => {
      context.addIssue({ code: 'custom', path: ['messages'], message });
    };
    if (body.messages.at(0)?.role !== 'user') problem('first message must use the "user" role');
    if (body.messages.at(-1)?.role === 'assistant') {
      problem('This model does not support assistant message prefill. The conversation must end with a user message.');
    }
    if (cacheMarkers(body) > 4) problem('A maximum of 4 blocks with cache_control may be provided.');
  });

export type MessagesRequest = z.infer<typeof messagesRequestSchema>;

function cacheMarkers(body: { readonly system?: unknown; readonly messages: unknown }): number {
  return JSON.stringify([body.system, body.messages]).split('"cache_control":{').length - 1;
}
