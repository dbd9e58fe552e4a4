import type { MemoryContext, QuestionContext } from '../../analyst.ts';
import { shortened, tagged } from './tagged.ts';

const mostTurns = 8;
const mostTurnCharacters = 1500;
const mostQuestionCharacters = 8000;

/** The question with what is remembered of the session: the beginning of every request's message. */
export function questionContext({ question, memory }: QuestionContext): string {
  return [
    ...rememberedParts(memory),
    'The question:',
    tagged('question', shortened(question, mostQuestionCharacters)),
  ].join('\n');
}

function rememberedParts({ summaries, conversation, variables }: MemoryContext): readonly string[] {
  const remembered = [
    ['Analyses so far', summaries.analysis],
    ['Charts so far', summaries.visualization],
    ['Code so far', summaries.code],
    ["The person's preferences", summaries.userPreferences],
    ['Variables the sandbox still holds', variables.slice(0, 100).join(', ')],
  ].filter(([, text]) => text !== '');
  const turns = conversation
    .slice(-mostTurns)
    .map(({ role, content }) => `${role}: ${shortened(content, mostTurnCharacters)}`);
  return [
    ...(remembered.length === 0
      ? []
      : [
          'What is remembered of this session. Its numbers come from earlier runs: compute again what is needed now.',
          tagged('memory', remembered.map(([name, text]) => `${name}: ${shortened(text ?? '', 2000)}`).join('\n')),
        ]),
    ...(turns.length === 0
      ? []
      : ['The conversation before this question, oldest first:', tagged('conversation', turns.join('\n\n'))]),
  ];
}
