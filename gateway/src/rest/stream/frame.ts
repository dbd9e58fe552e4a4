import { jsonDumps } from './json-dumps.ts';

/** What a stream says: `text` and `image` are the whole answer; the other types are for clients that know them. */
export interface Frame {
  readonly type: FrameType;
  readonly data: unknown;
}

export const frameTypes = [
  'text',
  'image',
  'status',
  'code',
  'output',
  'chart',
  'table',
  'usage',
  'error',
  'ping',
  'done',
] as const;

export type FrameType = (typeof frameTypes)[number];

/** A frame as it stands on the wire, in one piece. */
export function encodeFrame({ type, data }: Frame): string {
  return `data: ${jsonDumps({ type, data })}\n\n`;
}
