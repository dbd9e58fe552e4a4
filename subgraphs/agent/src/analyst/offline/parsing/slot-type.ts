/** What a slot of an answer form can hold, as far as the question says so. */
export type SlotType = 'integer' | 'number' | 'text' | 'date' | 'list' | 'unknown';

/** The word that is said first decides: "an integer", "the number of rows", "a string in the form …". */
const SAID: readonly (readonly [pattern: RegExp, type: SlotType])[] = [
  [/\b(?:integers?|int|whole numbers?|number of|count of)\b/i, 'integer'],
  [/\b(?:lists?|array|separated by)\b/i, 'list'],
  [/\b(?:strings?|texts?|names?|codes?|symbols?)\b/i, 'text'],
  [/\bdates?\b/i, 'date'],
  [/\b(?:floats?|floating|numbers?|numeric|decimals?|percentages?|rounded|values?)\b/i, 'number'],
];

const PLACEHOLDERS: readonly (readonly [pattern: RegExp, type: SlotType])[] = [
  [/\blist\b/i, 'list'],
  [/\b(?:integer|int|count)\b/i, 'integer'],
  [/\b(?:string|name|code|symbol)\b/i, 'text'],
  [/\bdate\b/i, 'date'],
  [/\b(?:number|float|value|decimal)\b/i, 'number'],
];

/** The type by the sentence on the slot, else by the placeholder in its brackets, else by what is said of all slots. */
export function readSlotType(own: string, placeholder: string, general: string): SlotType {
  return (
    typeIn(own, SAID) ?? typeIn(placeholder.replaceAll('_', ' '), PLACEHOLDERS) ?? typeIn(general, SAID) ?? 'unknown'
  );
}

function typeIn(text: string, types: typeof SAID): SlotType | undefined {
  const said = text.replace(/["“'`][^"”'`\n]{1,60}["”'`]/g, ' ');
  const hits = types.flatMap(([pattern, type]) => {
    const at = pattern.exec(said)?.index;
    return at === undefined ? [] : [{ at, type }];
  });
  const first = Math.min(...hits.map(({ at }) => at));
  const type = hits.find(({ at }) => at === first)?.type;
  return type === 'text' && dateFormIn(text) !== undefined ? 'date' : type;
}

/** "between 0 and 1", "from 1 to 12". */
export function rangeIn(text: string): readonly [low: number, high: number] | undefined {
  const match = /\b(?:between|from)\s+(-?\d+(?:\.\d+)?)\s+(?:and|to)\s+(-?\d+(?:\.\d+)?)\b/i.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

/** "in the form YYYY-MM-DD": how a date is to be written. */
export function dateFormIn(text: string): string | undefined {
  return /\b(?:YYYY|DD|MM)(?:[-/. ](?:YYYY|YY|MM|Mon|DD)){1,2}\b/.exec(text)?.[0];
}
