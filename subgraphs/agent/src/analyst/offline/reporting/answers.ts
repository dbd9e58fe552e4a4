import type { Fact, FactValue, Quantity } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import type { ParsedQuestion } from '../parsing/parse-question.ts';
import { monthNumber } from '../parsing/numerals.ts';
import { nameWords, stem } from '../parsing/words.ts';
import type { AnalysisRequest } from '../request.ts';
import { labelFor } from './answer-labels.ts';
import { quantitiesOf, slotWords } from './answer-quantities.ts';

export interface AnsweredRequest {
  readonly request: AnalysisRequest;
  readonly facts: readonly Fact[];
}

interface Candidate {
  readonly fact: Fact;
  readonly request: AnalysisRequest;
  readonly order: number;
}

/** The lines `@name[value]` that the question wants; each value is one that the code computed. */
export function fillAnswers(parsed: ParsedQuestion, answered: readonly AnsweredRequest[]): string[] {
  const candidates = answered.flatMap(({ request, facts }, order) =>
    facts.map((fact): Candidate => ({ fact, request, order })),
  );
  const used = new Set<string>();
  return (parsed.format?.slots ?? []).map((slot) => {
    const text = fillSlot({ slot, candidates, used, parsed, answered });
    return `@${slot.name}[${text ?? 'not found'}]`;
  });
}

interface SlotContext {
  readonly slot: AnswerSlot;
  readonly candidates: readonly Candidate[];
  readonly used: Set<string>;
  readonly parsed: ParsedQuestion;
  readonly answered: readonly AnsweredRequest[];
}

function fillSlot(context: SlotContext): string | undefined {
  const { slot, candidates, parsed } = context;
  if (slot.options.length >= 2) {
    const near = nearest(slot, candidates);
    const label = labelFor(slot, near, parsed.rules, parsed.method.alpha);
    if (label !== undefined) return label;
  }
  if (slot.placeholders.length > 1) return fillList(context);
  const part = periodPart(context);
  if (part !== undefined) return part;
  const best = choose(context, quantitiesOf(slot)) ?? byGroupName(context) ?? fallback(context);
  return best && format(best.fact.value, slot);
}

/** `@month[integer]` of a month that was found: its number; `@year[integer]` likewise. */
function periodPart({ slot, candidates }: SlotContext): string | undefined {
  const unit = /^(?:\w*_)?(month|year|quarter)(?:_number)?$/i.exec(slot.name)?.[1]?.toLowerCase();
  if (unit === undefined || !(slot.isInteger || slot.decimals !== undefined || unit === 'year')) return undefined;
  const place = { year: 1, month: 2, quarter: 3 }[unit] ?? 1;
  for (const { fact, request } of candidates) {
    if (fact.quantity !== 'entity' || !request.ranking || request.groups[0]?.bucket === undefined) continue;
    const found =
      /^(\d{4})(?:-(\d{2}))?(?:-Q(\d))?/.exec(String(fact.value))?.[place] ??
      (unit === 'month' ? monthNumber(String(fact.value).toLowerCase()) : undefined);
    if (found !== undefined) return String(Number(found));
  }
  return undefined;
}

/** The facts of the request that the slot is about: of the column it names, else of the first with a verdict. */
function nearest(slot: AnswerSlot, candidates: readonly Candidate[]): Fact[] {
  const words = slotWords(slot);
  const scored = candidates
    .map((candidate) => ({ candidate, score: fit(words, candidate, slot) }))
    .sort((a, b) => b.score - a.score);
  return scored.map(({ candidate }) => candidate.fact);
}

/** How well a fact fits the words of a slot, whatever its quantity. */
function fit(words: readonly string[], { fact, request, order }: Candidate, slot: AnswerSlot): number {
  let score = -0.01 * order;
  const columns = fact.columns.map((name) => nameWords(name).map(stem));
  score +=
    2 *
    columns
      .flat()
      .filter(
        (word) =>
          words.includes(word) ||
          words.some(
            (other) => other.length >= 4 && word.length >= 4 && (word.startsWith(other) || other.startsWith(word)),
          ),
      ).length;
  if (columns.length === 2 && words.includes(fact.columns.join('').toLowerCase())) score += 6;
  if (fact.group !== undefined) {
    const group = nameWords(fact.group);
    score += group.reduce((sum, word) => sum + (words.includes(word) ? 3 : -1), 0);
  }
  const place = /(?:^|[^\d])(\d{1,2})$/.exec(slot.name)?.[1];
  if (place !== undefined && fact.position === Number(place)) score += 5;
  const coefficient = coefficientIn(words);
  if (coefficient !== undefined && (fact.quantity === 'correlation' || fact.quantity === 'pValue'))
    score += request.method.correlation === coefficient ? 2 : -2;
  const isBefore = words.some((word) => ['pre', 'before', 'original', 'raw', 'initial'].includes(word));
  const isAfter = words.some((word) => ['post', 'after', 'new', 'updated', 'cleaned', 'without'].includes(word));
  const prepared =
    request.phase === 'after' ||
    request.preparation.some(
      ({ kind }) => kind === 'removeOutliers' || kind === 'fillMissing' || kind === 'dropMissing' || kind === 'replace',
    );
  if (isBefore) score += request.phase === 'before' || !prepared ? 4 : -4;
  if (isAfter) score += prepared ? 4 : -4;
  if (!isBefore && !isAfter && prepared) score += 0.5;
  return score;
}

/** "spearman_rho": the slot is for that coefficient, not for another one of the same columns. */
function coefficientIn(words: readonly string[]): string | undefined {
  if (words.includes('spearman') || words.includes('rho')) return 'spearman';
  if (words.includes('kendall') || words.includes('tau')) return 'kendall';
  return words.includes('pearson') ? 'pearson' : undefined;
}

function choose({ slot, candidates, used }: SlotContext, quantities: readonly Quantity[]): Candidate | undefined {
  const words = slotWords(slot);
  const wantsText = wantsName(slot);
  const ordered = wantsText
    ? [...quantities].sort(
        (a, b) =>
          Number(b === 'entity' || b === 'column' || b === 'outlierRows') -
          Number(a === 'entity' || a === 'column' || a === 'outlierRows'),
      )
    : quantities;
  for (const quantity of ordered) {
    const fitting = candidates
      .filter(({ fact }) => fact.quantity === quantity && (!wantsText || typeof fact.value !== 'number'))
      .map((candidate) => ({
        candidate,
        score: fit(words, candidate, slot) - (used.has(factKey(candidate.fact)) ? 3 : 0),
      }))
      .sort((a, b) => b.score - a.score || (a.candidate.fact.position ?? 0) - (b.candidate.fact.position ?? 0));
    const best = fitting[0]?.candidate;
    if (!best) continue;
    used.add(factKey(best.fact));
    return best;
  }
  return undefined;
}

function wantsName({ isInteger, placeholders }: AnswerSlot): boolean {
  const said = placeholders.join(' ').replaceAll('_', ' ');
  return (
    !isInteger &&
    /\b(?:name|string|country|countries|variable|column|city|region)\b/i.test(said) &&
    !/\b(?:number|float|value|count)\b/i.test(said)
  );
}

/** The same value of the same thing, whichever request computed it. */
function factKey({ quantity, columns, group, value }: Fact): string {
  return JSON.stringify([quantity, columns, group, value]);
}

/** A slot called as a group is (`@morning[integer]`) wants that group's value. */
function byGroupName({ slot, candidates }: SlotContext): Candidate | undefined {
  const name = nameWords(slot.name).map(stem).join(' ');
  return candidates.find(
    ({ fact }) =>
      fact.group !== undefined && typeof fact.value === 'number' && nameWords(fact.group).map(stem).join(' ') === name,
  );
}

function fallback(context: SlotContext): Candidate | undefined {
  const wantsNumber = !wantsName(context.slot) && (context.slot.decimals !== undefined || context.slot.isInteger);
  const order: readonly Quantity[] = wantsNumber
    ? ['mean', 'entityValue', 'count', 'correlation', 'sum', 'median', 'share', 'max']
    : ['entity', 'column', 'mode', 'outlierRows', 'entityValue', 'mean', 'count'];
  return choose(context, order);
}

/** Several values in one slot: one for each placeholder, or as many as there are for "first, second, …". */
function fillList(context: SlotContext): string | undefined {
  const { slot, candidates } = context;
  const [quantity] = quantitiesOf(slot);
  const list = candidates.find(({ fact }) => Array.isArray(fact.value) && quantitiesOf(slot).includes(fact.quantity));
  if (list) return format(list.fact.value, slot);
  const dated = datedParts(context);
  if (dated) return dated;
  const grouped = candidates.filter(
    ({ fact }) => fact.quantity === quantity && fact.group !== undefined && typeof fact.value === 'number',
  );
  const years = slot.placeholders.map((placeholder) => /\d{4}/.exec(placeholder)?.[0]);
  if (grouped.length > 0 && (grouped.length >= slot.placeholders.length || years.every((year) => year !== undefined)))
    return grouped.map(({ fact }) => format(fact.value, slot)).join(', ');
  const parts = slot.placeholders.map((placeholder) => {
    const single: AnswerSlot = { ...slot, name: placeholder, placeholders: [] };
    const best = choose({ ...context, slot: single }, quantitiesOf(single)) ?? fallback({ ...context, slot: single });
    return best ? format(best.fact.value, single) : 'not found';
  });
  return parts.join(', ');
}

/** `[month, year, value]`: the parts of the period that was found, and its value. */
function datedParts({ slot, candidates }: SlotContext): string | undefined {
  const found = candidates.flatMap(({ fact, request }) => {
    const match = fact.quantity === 'entity' ? /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(String(fact.value)) : null;
    return match ? [{ match, request }] : [];
  });
  const period = found.find(({ request }) => request.ranking !== undefined) ?? found[0];
  if (!period || !slot.placeholders.some((placeholder) => /\b(?:month|year)\b/i.test(placeholder))) return undefined;
  const value = candidates.find(({ fact, request }) => fact.quantity === 'entityValue' && request === period.request)
    ?.fact.value;
  return slot.placeholders
    .map((placeholder) => {
      if (/^\W*month\b/i.test(placeholder)) return String(Number(period.match[2]));
      if (/^\W*year\b/i.test(placeholder)) return String(Number(period.match[1]));
      if (/^\W*day\b/i.test(placeholder)) return String(Number(period.match[3] ?? 1));
      return value === undefined ? 'not found' : format(value, slot);
    })
    .join(', ');
}

function format(value: FactValue, slot: AnswerSlot): string {
  if (typeof value === 'number') {
    if (slot.isInteger && slot.decimals === undefined) return String(Math.round(value));
    if (Number.isNaN(value)) return 'nan';
    if (slot.decimals === undefined)
      return Number.isInteger(value) ? String(value) : value.toFixed(/p_?val/i.test(slot.name) ? 4 : 2);
    return value.toFixed(slot.decimals);
  }
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  return value.map((item) => (typeof item === 'number' ? format(item, slot) : item)).join(', ');
}
