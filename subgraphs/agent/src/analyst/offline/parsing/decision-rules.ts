import { normalForm } from './words.ts';

/** A conclusion the question defines: the label holds when every condition does. */
export interface DecisionRule {
  readonly label: string;
  readonly conditions: readonly DecisionCondition[];
}

export interface DecisionCondition {
  readonly quantity: Quantity;
  readonly absolute: boolean;
  readonly operator: '<' | '<=' | '>' | '>=';
  readonly value: number;
}

export type Quantity = 'pValue' | 'correlation' | 'rSquared' | 'skewness' | 'kurtosis';

const OPERATORS: readonly (readonly [RegExp, DecisionCondition['operator']])[] = [
  [/greater than or equal to|at least|equal to or greater than|>=|≥|not less than|no less than/i, '>='],
  [/less than or equal to|at most|equal to or less than|<=|≤|not greater than/i, '<='],
  [/greater than|above|more than|exceeds?|larger than|higher than|>/i, '>'],
  [/less than|below|smaller than|lower than|</i, '<'],
];

const QUANTITIES: readonly (readonly [RegExp, Quantity])[] = [
  [/p[- _]?values?|\bp\b/i, 'pValue'],
  [/r[- ]?squared|r2|r²|coefficient of determination/i, 'rSquared'],
  [/skewness/i, 'skewness'],
  [/kurtosis/i, 'kurtosis'],
  [/correlation|\br\b|\br[- ]value/i, 'correlation'],
];

const NUMBER = String.raw`-?\d*\.?\d+`;
const PHRASE = String.raw`greater than or equal to|equal to or greater than|less than or equal to|equal to or less than|not less than|no less than|not greater than|at least|at most|greater than|larger than|higher than|more than|less than|smaller than|lower than|above|below|exceeds?|>=|<=|≥|≤|>|<`;
const CONDITION = new RegExp(String.raw`((?:[\w\s()|²-]){0,80}?)\s*(?:is|are|was)?\s*(${PHRASE})\s*(${NUMBER})`, 'gi');

/** Rules over the given labels ("Consider it linear if p < 0.05 and |r| >= 0.5"), in the order they are stated. */
export function readDecisionRules(
  sentences: readonly string[],
  labels: readonly string[],
  alpha?: number,
): DecisionRule[] {
  const rules: DecisionRule[] = [];
  for (const said of sentences) {
    const sentence = withPlainComparisons(said, alpha);
    for (const clause of clausesOf(sentence)) {
      const conditions = readConditions(clause);
      const label = labelIn(withoutConditions(clause), labels);
      const isElse =
        conditions.length === 0 &&
        !/\b(?:if|when)\b/i.test(clause) &&
        (clause !== sentence || /^\s*(?:else|otherwise)\b/i.test(sentence));
      if (label === undefined || (conditions.length === 0 && !(isElse && rules.length > 0))) continue;
      rules.push({ label, conditions });
    }
  }
  return rules;
}

/** Cut at each "otherwise" and before each `"label" if` or `"label" otherwise`. */
function clausesOf(sentence: string): string[] {
  return sentence
    .split(/(?=["“'][^"”'\n]{1,40}["”']\s+(?:if|when|otherwise|else)\b)/i)
    .flatMap((clause) => clause.split(/(?:[,;.]\s*)?\b(?:else|otherwise|whereas|while)\b(?!\s+if)/i));
}

/** `0.3 <= |r| < 0.7` as two comparisons, alpha as its number. */
function withPlainComparisons(sentence: string, alpha: number | undefined): string {
  const plain = sentence.replace(
    new RegExp(String.raw`(${NUMBER})\s*(<=|≤|<)\s*([^<>≤≥=,;]{1,40}?)\s*(<=|≤|<)\s*(${NUMBER})`, 'g'),
    (_, low: string, from: string, subject: string, to: string, high: string) =>
      `${subject} ${from === '<' ? '>' : '>='} ${low} and ${subject} ${to} ${high}`,
  );
  if (alpha === undefined) return plain;
  return plain.replace(
    /(\bthan|\bto|\bbelow|\babove|\bexceeds|[<>≤≥]=?)\s*(?:the )?(?:significance level(?: \(?alpha\)?)?|alpha|α)(?=\W|$)/gi,
    `$1 ${String(alpha)}`,
  );
}

/** "It is "high" if |r| > 0.7": a sentence that concludes with a quoted word on a quantity that tests give. */
export function statesVerdict(sentence: string): boolean {
  return (
    /["“][^"”\n]{1,40}["”]\s+(?:if|when)\b/i.test(sentence) &&
    readConditions(withPlainComparisons(sentence, 0)).length > 0
  );
}

function readConditions(clause: string): DecisionCondition[] {
  let last: Quantity | undefined;
  return [...clause.matchAll(CONDITION)].flatMap(([, subject = '', phrase = '', number = '']): DecisionCondition[] => {
    const quantity = lastQuantity(subject) ?? last;
    const operator = OPERATORS.find(([pattern]) => pattern.test(phrase))?.[1];
    if (quantity === undefined || operator === undefined) return [];
    last = quantity;
    return [{ quantity, operator, value: Number(number), absolute: /absolute|\|/i.test(subject) }];
  });
}

/** The quantity that stands nearest to the comparison. */
function lastQuantity(subject: string): Quantity | undefined {
  const hits = QUANTITIES.flatMap(([pattern, quantity]) => {
    const all = [...subject.matchAll(new RegExp(pattern.source, 'gi'))];
    const at = all.at(-1)?.index;
    return at === undefined ? [] : [{ quantity, at }];
  });
  return hits.sort((a, b) => b.at - a.at)[0]?.quantity;
}

function withoutConditions(clause: string): string {
  return clause.replace(CONDITION, (_, subject: string) => ` ${/^.*\b(?:if|when)\b/is.exec(subject)?.[0] ?? ''} `);
}

/** The label that is said: the longest first, so that "not significant" is not taken for "significant". */
function labelIn(text: string, labels: readonly string[]): string | undefined {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const ordered = [...labels].sort((a, b) => b.length - a.length);
  const exact = ordered.find((label) => isSaid(normalForm(label), words));
  const negates = words.some((word) => /^(?:no|not|none|isn|doesn|does)$/.test(word) && word !== 'does');
  if (exact !== undefined && !(negates && !isNegative(exact))) return exact;
  return negates ? (ordered.find(isNegative) ?? exact) : exact;
}

function isNegative(label: string): boolean {
  return /^(?:no|not|non|none|false)(?:\b|[-_ ])/i.test(label);
}

/** Words run together: "non-normally" says "non-normal", "goodness" does not say "good". */
function isSaid(label: string, words: readonly string[]): boolean {
  return words.some((_, start) => {
    for (let end = start + 1; end <= Math.min(words.length, start + 4); end++) {
      const joined = words.slice(start, end).join('');
      if (joined === label || (label.length >= 5 && joined.startsWith(label) && joined.length <= label.length + 2))
        return true;
    }
    return false;
  });
}

export function decide(
  rules: readonly DecisionRule[],
  values: Readonly<Partial<Record<Quantity, number>>>,
): string | undefined {
  for (const { label, conditions } of rules) {
    const outcomes = conditions.map((condition) => holds(condition, values));
    if (outcomes.every((outcome) => outcome === true)) return label;
    if (!outcomes.includes(false)) return undefined; // what it needs was not computed, so "otherwise" does not hold either
  }
  return undefined;
}

function holds(
  { quantity, absolute, operator, value }: DecisionCondition,
  values: Readonly<Partial<Record<Quantity, number>>>,
): boolean | undefined {
  const raw = values[quantity];
  if (raw === undefined) return undefined;
  const actual = absolute ? Math.abs(raw) : raw;
  if (operator === '<') return actual < value;
  if (operator === '<=') return actual <= value;
  return operator === '>' ? actual > value : actual >= value;
}
