import type { TextMessage } from '../model-call.ts';

/**
 * Asks for the rest of a text that broke off. As a turn of the person: current models do not accept the beginning of an
 * answer as the last message (https://platform.claude.com/docs/en/api/errors, "Prefill not supported").
 */
export function continuationMessages(text: string): readonly TextMessage[] {
  if (text.trim() === '') return [];
  return [
    { role: 'assistant', content: text },
    {
      role: 'user',
      content: `Your answer broke off. Go on exactly where it stops, in the middle of the word or line if it stops
there. Its last characters are
${JSON.stringify(text.slice(-60))}
Repeat nothing, do not begin again, open no new code block if one is open, and say nothing about the interruption.`,
    },
  ];
}
