import { findAnswerFormat, type AnswerFormat } from './answer-format.ts';
import { statesVerdict } from './decision-rules.ts';

export interface Sections {
  /** Sentences that ask or prepare, in order. */
  readonly sentences: readonly string[];
  /** Sentences that say when to conclude what. */
  readonly rules: readonly string[];
  /** All of the text but the answer format: where the method is read from. */
  readonly body: string;
  readonly format?: AnswerFormat;
}

const RULE =
  /^(?:else|otherwise|consider\b.*\b(?:if|when)\b|assume\b|if\b.*(?:,|\bthen\b|\b(?:report|conclude|infer|consider|return|output)\b)|a (?:\w+ ){0,3}value\b.*\bindicates?|.*\bif the p[- ]?value\b|in the test, if)/is;
/** "Ignore missing values", "round to two decimals": how to compute or write, which is done anyway. */
const CONVENTION =
  /^(?:please )?(?:round\b|(?:ignore|disregard)\b(?!(?!.*\b(?:missing|null|nan|empty)\b).*(?:\b(?:where|whose|with)\b|[=<>])))(?!.*\b(?:and|then)\b)/is;
const PROHIBITION = /^(?:do not|don['’]t|never|avoid|without (?:any|removing))\b/i;
const DEFINITION =
  /\b(?:is|are|be) (?:considered|defined|regarded|treated)\b.*\b(?:outlier|if|as)\b|\bdefine an? outlier\b|\boutliers? (?:should be|is|are) (?:determined|defined|detected)\b/i;

/** Parts a question from what only qualifies it: rules for a conclusion, definitions, prohibitions, an answer format. */
export function readSections(question: string): Sections {
  const format = findAnswerFormat(question);
  const body = format
    ? (question.slice(0, format.start) + question.slice(format.end)).replace(/^\s*[{}]|[{}]\s*$/gm, ' ')
    : question;
  const sentences: string[] = [];
  const rules: string[] = [];
  for (const sentence of splitSentences(body)) {
    if (PROHIBITION.test(sentence) || CONVENTION.test(sentence)) continue;
    if (RULE.test(sentence) || statesVerdict(sentence)) rules.push(sentence);
    else if (
      DEFINITION.test(sentence) &&
      /\b(?:if|whose|that|which|outside|fall|greater|z-?score|iqr)\b/i.test(sentence)
    )
      rules.push(sentence);
    else sentences.push(sentence);
  }
  return { sentences, rules, body, ...(format && { format }) };
}

/** Decimal points, abbreviations and list numbers ("1. ") do not end a sentence. */
export function splitSentences(text: string): string[] {
  return text
    .replace(/^\s*\d+[.)]\s+/gm, '')
    .replace(/\bstep \d+\s*[:.)]\s+/gi, '')
    .replace(/\b(?:e\.g|i\.e|etc|vs|approx|resp)\.(?=\s)/gi, (abbreviation) => abbreviation.slice(0, -1))
    .split(/(?<=[.?!])\s+(?=[\p{Lu}\p{N}"'“(@-]|\p{Ll})|[;\n]+/u)
    .map((sentence) => sentence.trim().replace(/^[-*•]\s+/, ''))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
