import type { Fact } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import { decide, readDecisionRules, type Quantity } from '../parsing/decision-rules.ts';

/** The word that a slot asks for ("significant", "True", "positive"): by the question's own rules, else by the results. */
export function labelFor(
  slot: AnswerSlot,
  facts: readonly Fact[],
  rules: readonly string[],
  alpha: number,
): string | undefined {
  const values = valuesOf(facts);
  const own = decide(readDecisionRules([...rules, slot.description], slot.options, alpha), values);
  if (own !== undefined) return own;
  const { options } = slot;
  const positive = options.find((option) => !isNegative(option));
  const negative = options.find(isNegative);
  const words = options.join(' ').toLowerCase();
  if (/normal/i.test(`${slot.name} ${words}`) && values.pValue !== undefined)
    return values.pValue >= alpha ? positive : negative;
  if (/skew|\bleft\b.*\bright\b|\bright\b.*\bleft\b/i.test(`${slot.name} ${words}`) && values.skewness !== undefined)
    return bySign(options, values.skewness, /symmetric/.test(words) ? 0.5 : 0);
  if (/positive|negative/.test(words) && values.correlation !== undefined)
    return bySign(options, values.correlation, options.length > 2 ? 0.05 : 0);
  if (values.pValue !== undefined && positive !== undefined && negative !== undefined)
    return /normal/i.test(words) === values.pValue < alpha ? negative : positive;
  return undefined;
}

export function valuesOf(facts: readonly Fact[]): Partial<Record<Quantity, number>> {
  const value = (quantity: Fact['quantity']) => {
    const found = facts.find((fact) => fact.quantity === quantity)?.value;
    return typeof found === 'number' ? found : undefined;
  };
  const entries = {
    pValue: value('coefficientP') ?? value('pValue'),
    correlation: value('correlation'),
    rSquared: value('rSquared'),
    skewness: value('skewness'),
    kurtosis: value('kurtosis'),
  };
  const known: Partial<Record<Quantity, number>> = {};
  for (const [name, number] of Object.entries(entries)) if (number !== undefined) known[name as Quantity] = number; // the keys are those written above
  return known;
}

function isNegative(option: string): boolean {
  return /^(?:no|not|non|none|false|insignificant)\b|^non|^not |^in/i.test(option);
}

function bySign(options: readonly string[], value: number, near: number): string | undefined {
  const wanted =
    Math.abs(value) < near || value === 0
      ? /^(?:no|none|zero|neutral|symmetric)/i
      : value > 0
        ? /^pos|right/i
        : /^neg|left/i;
  return options.find((option) => wanted.test(option));
}
