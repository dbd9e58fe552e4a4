import { dateFormIn, rangeIn, readSlotType, type SlotType } from './slot-type.ts';
import { verdictWords } from './verdict-words.ts';

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
  /** Where there are several placeholders: a slot for each. */
  readonly parts: readonly AnswerSlot[];
  readonly decimals?: number;
  readonly type: SlotType;
  /** The least and the greatest number that may stand there. */
  readonly range?: readonly [low: number, high: number];
  /** How a date is to be written: "DD/MM/YYYY". */
  readonly dateForm?: string;
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
  const { own, general } = describing(source);
  const said = own.join(' ');
  const isSeveral = placeholders.length > 1;
  const type = isSeveral ? 'list' : readSlotType(said, inside, general.join(' '));
  const body = question.slice(0, question.indexOf('@'));
  const decimals =
    type === 'integer'
      ? decimalsIn(source.inside)
      : ([source.inside, ...own, ...general].map(decimalsIn).find((value) => value !== undefined) ??
        decimalsIn(source.section) ??
        decimalsIn(body));
  const slashed = /^[\p{L} ]+(?:\/[\p{L} ]+)+$/u.test(inside) ? inside.split('/').map((option) => option.trim()) : [];
  const listed = same.length > 1 ? same : slashed.length > 0 ? slashed : own.flatMap(optionsIn);
  const options = listed.length > 0 || !isVerdict(source.name, type) ? listed : verdictWords(body);
  const range = rangeIn(said);
  const dateForm = type === 'date' ? dateFormIn(said) : undefined;
  return {
    name: source.name,
    placeholders: slashed.length > 0 ? [] : placeholders,
    parts: isSeveral ? placeholders.map((part) => readSlot({ ...source, name: part, inside: part, same: [part] })) : [],
    type,
    description: said.slice(0, 400),
    options: [...new Set(options)],
    ...(decimals !== undefined && { decimals }),
    ...(range && { range }),
    ...(dateForm !== undefined && { dateForm }),
  };
}

/** A slot for a conclusion, whose words may stand in the rules only. */
function isVerdict(name: string, type: SlotType): boolean {
  return (
    (type === 'text' || type === 'unknown') &&
    /result|conclusion|verdict|decision|signific|associat|effect|difference|relation|normality|distribution|strength|hypothesis|interpretation|dependen/i.test(
      name,
    )
  );
}

interface Descriptions {
  /** Sentences on the slot itself. */
  readonly own: readonly string[];
  /** Sentences on each or all of the slots. */
  readonly general: readonly string[];
}

/** What the section says of this slot's placeholders: from the quoted name to the next one that is described. */
function describing({ name, inside, section, only }: SlotSource): Descriptions {
  const subjects = subjectsIn(section, placeholdersIn(section));
  const about = (wanted: readonly string[]) =>
    subjects.flatMap(({ start, quoted }, index) => {
      const text = section.slice(start, subjects[index + 1]?.start ?? section.length);
      return quoted.some((word) => wanted.includes(word))
        ? [text.replace(/@[\s\S]*$/, '').replace(OTHER_SUBJECT, '')]
        : [];
    });
  const byPlaceholder = about(spelledPlaceholders(inside));
  const clauses = byPlaceholder.length > 0 ? byPlaceholder : about([name.toLowerCase()]);
  const general = [...section.matchAll(/\b(?:each|all|both)\b[^.@"“]{0,120}/gi)].map(([text]) => text);
  const rest = only && subjects.length === 0 ? [section] : [];
  return { own: [...clauses, ...rest], general };
}

function spelledPlaceholders(inside: string): string[] {
  return [inside, ...inside.split(/[,/]/)].map((part) => part.trim().toLowerCase()).filter((part) => part !== '');
}

function placeholdersIn(section: string): ReadonlySet<string> {
  return new Set([...section.matchAll(SLOT)].flatMap(([, , inside = '']) => spelledPlaceholders(inside)));
}

/** What the sentences are about: from the first quoted placeholder on, so that listed options are not taken for one. */
function subjectsIn(section: string, known: ReadonlySet<string>): { start: number; quoted: string[] }[] {
  return [...section.matchAll(DESCRIBED)].map((match) => {
    const parts = [...match[0].matchAll(/["'“]([^"'”]{1,60})["'”]/g)].map((part) => ({
      at: part.index,
      word: (part[1] ?? '').toLowerCase(),
    }));
    const first = Math.max(
      0,
      parts.findIndex(({ word }) => known.has(word)),
    );
    return { start: match.index + (parts[first]?.at ?? 0), quoted: parts.slice(first).map(({ word }) => word) };
  });
}

/** ", the means are rounded …", "and the other values are …": no longer about the quoted placeholder. */
const OTHER_SUBJECT = /(?:,|\band)\s+(?:all|the|both)\s[^,"“]{0,40}\bare\b[\s\S]*$/i;

/** `"a" is`, `'a' and 'b' are`, `"a": a list`, `"a" a string`, `"a" or "b" signifies`. */
const DESCRIBED =
  /["'“][^"'”\n]{1,60}["'”](?:\s*(?:,|and|or|,\s*and)\s*["'“][^"'”\n]{1,60}["'”])*\s*(?:(?:is|are|a|an|should|must|represents?|denotes?|signif\w+|indicates?|refers?|to (?:one|two|three|four|five|six|\d))\b|:)/gi;

function decimalsIn(text: string): number | undefined {
  const match =
    /\b(?:(\d+)|(zero|one|two|three|four|five|six))[- ]?(?:decimal|digits? after)/i.exec(text) ??
    /\bto (?:the )?(?:(\d+)|(first|second|third|fourth))(?:st|nd|rd|th)? decimal/i.exec(text);
  if (match) return match[1] === undefined ? DECIMAL_WORDS[(match[2] ?? '').toLowerCase()] : Number(match[1]);
  if (/nearest (?:hundredth|cent)/i.test(text)) return 2;
  if (/nearest tenth/i.test(text)) return 1;
  return /nearest thousandth/i.test(text) ? 3 : undefined;
}

function optionsIn(clause: string): string[] {
  const after =
    /\b(?:either|can be|could be|one of|is a (?:string|boolean)[^"'“]{0,40})(.*)$/is.exec(clause)?.[1] ??
    /["”']\s+(?:is|are)\s+(["“'].*)$/is.exec(clause)?.[1] ??
    '';
  const quoted = [...after.matchAll(/["“']([^"”']{1,40})["”'](?!\s+is a)/g)]
    .map((match) => match[1] ?? '')
    .filter((option) => !/^[a-z]+_[a-z_]+$/.test(option));
  if (quoted.length >= 2) return quoted;
  const plain = /\bone of ([\p{L} ]+(?:, [\p{L} ]+)+)/u.exec(clause)?.[1]?.split(/, (?:or )?| or /);
  if (plain) return plain.map((option) => option.trim().replace(/ and$/, '')).filter((option) => option !== '');
  return /\bboolean\b|\bTrue\b.*\bFalse\b/.test(clause) ? ['True', 'False'] : [];
}
