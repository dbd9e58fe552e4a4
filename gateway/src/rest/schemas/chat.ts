import { z } from 'zod';
import { timestamp } from './timestamp.ts';

export const question = z.object({
  question: z.string().min(1).describe('The question in plain words, 1 to 10,000 characters.'),
});

export const historyFormat = z.object({
  format: z.enum(['frames', 'messages']).default('frames').describe('`messages` gives messages instead of frames.'),
});

export const eventStream = z.string().describe('Frames: `data: {"type": "...", "data": ...}` and a blank line each.');

const answeredQuestion = z.object({
  question: z.string(),
  answer: z.array(z.string().describe('A frame, exactly as it was streamed.')),
});

const message = z.object({ role: z.enum(['user', 'assistant']), content: z.string(), timestamp });

export const history = z.union([z.array(answeredQuestion), z.array(message)]).describe('Oldest first.');
