import { z } from 'zod';

/** What the renderer's child may say. A drawing is two attachments, each with its message. */
export const rendererMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('invalid'), message: z.string().max(4000) }),
  z.strictObject({ type: z.literal('svg') }),
  z.strictObject({
    type: z.literal('png'),
    width: z.number().positive().max(10_000),
    height: z.number().positive().max(10_000),
  }),
]);

/** The specification is the attachment, as JSON. */
export interface RenderMessage {
  readonly type: 'render';
}
