/** An answer that the question wants in a stated form, such as `@mean_age[value]`. */
export interface AnswerFormat {
  readonly slots: readonly AnswerSlot[];
  /** Where it stands in the question. */
  readonly start: number;
  readonly end: number;
}

export interface AnswerSlot {
  readonly name: string;
  /** What stands between the brackets: one placeholder or several. */
  readonly placeholders: readonly string[];
  readonly decimals?: number;
  readonly isInteger: boolean;
  /** What the question says of the placeholders. */
  readonly description: string;
  /** The words that may be given, where the question lists them. */
  readonly options: readonly string[];
}

const SLOT = /@([\p{L}\p{N}_.-]+)\[([^\]]*)\]/gu;
const DECIMAL_WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
};

export function findAnswerFormat(question: string): AnswerFormat | undefined {
  const matches = [...question.matchAll(SLOT)];
  const first = matches[0];
  if (!first) return undefined;
  const start = leadingPhrase(question, first.index);
  const section = question.slice(start);
  const names = new Set<string>();
  const slots = matches.flatMap(([, name = '', inside = '']) => {
    if (names.has(name)) return [];
    names.add(name);
    const same = matches.filter((match) => match[1] === name).map((match) => match[2] ?? '');
    return [
      readSlot({ name, inside, same, section, question, only: new Set(matches.map((match) => match[1])).size === 1 }),
    ];
  });
  return { slots, start, end: question.length };
}

/** "Answer as", "in the format": belongs to the format, not to the question. */
function leadingPhrase(question: string, at: number): number {
  const before = question.slice(0, at);
  const lead =
    /(?:[.?!,;:\n{]|^)\s*(?:please\s+)?(?:(?:give|return|report|provide|state|write|format|present)\b[^.?!\n@]{0,60}|(?:the\s+)?(?:answer|output|result|format)s?\b[^.?!\n@]{0,60}|(?:as|in the (?:form|format))\b[^.?!\n@]{0,30})$/i.exec(
      before,
    );
  return lead ? lead.index + (/^[.?!]/.test(lead[0]) ? 1 : 0) : at;
}

interface SlotSource {
  readonly name: string;
  readonly inside: string;
  /** The bracket contents of every mention of the name: `[True]` and `[False]` are options. */
  readonly same: readonly string[];
  readonly section: string;
  readonly question: string;
  readonly only: boolean;
}

function readSlot(source: SlotSource): AnswerSlot {
  const { same, question } = source;
  const inside = source.inside.replace(/,?\s*(?:rounded|to|with|up to)\b.*$/i, '');
  const placeholders = inside
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '...' && part !== '…');
  const clauses = describing(source);
  const decimals =
    [source.inside, ...clauses].map(decimalsIn).find((value) => value !== undefined) ??
    generalDecimals(source.section) ??
    generalDecimals(question.slice(0, question.indexOf('@')));
  const slashed = /^[\p{L} ]+(?:\/[\p{L} ]+)+$/u.test(inside) ? inside.split('/').map((option) => option.trim()) : [];
  const options = same.length > 1 ? [...new Set(same)] : slashed.length > 0 ? slashed : clauses.flatMap(optionsIn);
  const isInteger =
    /\binteger\b|\bint\b/i.test([inside, ...clauses.filter((clause) => !/^(?:each|all)\b/i.test(clause))].join(' ')) &&
    !/float|decimal/i.test(inside);
  return {
    name: source.name,
    placeholders: slashed.length > 0 ? [] : placeholders,
    isInteger,
    description: clauses
      .filter((clause) => !/^(?:each|all)\b/i.test(clause))
      .join(' ')
      .slice(0, 400),
    options: [...new Set(options)],
    ...(decimals !== undefined && { decimals }),
  };
}

/** What the section says of this slot's placeholders: from the quoted name to the next one that is described. */
function describing({ name, inside, section, only }: SlotSource): string[] {
  const wanted = [inside, name, ...inside.split(',')]
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const subjects = [...section.matchAll(DESCRIBED)];
  const clauses = subjects.flatMap((match, index) => {
    const quoted = [...match[0].matchAll(/["'“]([^"'”]{1,60})["'”]/g)].map((part) => (part[1] ?? '').toLowerCase());
    const text = section.slice(match.index, subjects[index + 1]?.index ?? section.length);
    return quoted.some((word) => wanted.includes(word)) ? [text.replace(/@[\s\S]*$/, '')] : [];
  });
  const general = [...section.matchAll(/\b(?:each|all)\b[^.@]{0,120}/gi)].map(([text]) => text);
  const rest = only && subjects.length === 0 ? [section] : [];
  return [...clauses, ...general, ...rest];
}

/** `"a" is`, `'a' and 'b' are`, `"a": a list`, `"a" a string`, `"a" or "b" signifies`. */
const DESCRIBED =
  /["'“][^"'”\n]{1,60}["'”](?:\s*(?:,|and|or|,\s*and)\s*["'“][^"'”\n]{1,60}["'”])*\s*(?:(?:is|are|a|an|should|must|represents?|denotes?|signif\w+|indicates?|refers?)\b|:)/gi;

function decimalsIn(text: string): number | undefined {
  const match =
    /\b(?:(\d+)|(zero|one|two|three|four|five|six))[- ]?(?:decimal|digits? after)/i.exec(text) ??
    /\bto (?:the )?(?:(\d+)|(first|second|third|fourth))(?:st|nd|rd|th)? decimal/i.exec(text);
  if (match) return match[1] === undefined ? DECIMAL_WORDS[(match[2] ?? '').toLowerCase()] : Number(match[1]);
  if (/nearest (?:hundredth|cent)/i.test(text)) return 2;
  if (/nearest tenth/i.test(text)) return 1;
  return /nearest thousandth/i.test(text) ? 3 : undefined;
}

function generalDecimals(text: string): number | undefined {
  return decimalsIn(text);
}

function optionsIn(clause: string): string[] {
  const after =
    /\b(?:either|can be|could be|one of|is a (?:string|boolean)[^"'“]{0,40})(.*)$/is.exec(clause)?.[1] ?? '';
  const quoted = [...after.matchAll(/["“']([^"”']{1,40})["”'](?!\s+is a)/g)]
    .map((match) => match[1] ?? '')
    .filter((option) => !/^[a-z]+_[a-z_]+$/.test(option));
  if (quoted.length >= 2) return quoted;
  return /\bboolean\b|\bTrue\b.*\bFalse\b/.test(clause) ? ['True', 'False'] : [];
}
