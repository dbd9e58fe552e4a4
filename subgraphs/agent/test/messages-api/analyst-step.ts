import type { Analyst } from '../../src/analyst/analyst.ts';
import type { RecordedRequest } from './messages-api-server.ts';

export type AnalystStep = Exclude<keyof Analyst, 'name'>;

/** A property that only this step's schema has, in the order of the checks. */
const decisions: readonly (readonly [property: string, step: AnalystStep])[] = [
  ['interpretation', 'classify'],
  ['subtasks', 'decompose'],
  ['kinds', 'classifySubtasks'],
  ['userPreferences', 'summarize'],
  ['steps', 'plan'],
];

/** A phrase that only this step's instructions have. */
const texts: readonly (readonly [phrase: RegExp, step: AnalystStep])[] = [
  [/The code for this subtask failed/, 'debug'],
  [/Write the \w+ code for this subtask/, 'writeCode'],
  [/This part of it needs no code/, 'respond'],
  [/asks for advice/, 'advise'],
  [/What was tried, without success/, 'fallback'],
  [/Write the report/, 'report'],
];

/** Which method of the analyst sent a request: for scripts that answer each step in its own way. */
export function analystStep({ body }: Pick<RecordedRequest, 'body'>): AnalystStep {
  const schema = body.output_config?.format?.schema;
  const prompt = JSON.stringify(body.messages[0]?.content);
  const step = schema
    ? decisions.find(([property]) => JSON.stringify(schema).includes(`"${property}":`))?.[1]
    : texts.find(([phrase]) => phrase.test(prompt))?.[1];
  if (!step) throw new Error('no step of the analyst sends such a request');
  return step;
}
