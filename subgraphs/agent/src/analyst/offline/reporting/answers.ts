import type { Fact, FactValue, Quantity } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import type { ParsedQuestion } from '../parsing/parse-question.ts';
import { nameWords, stem } from '../parsing/words.ts';
import type { AnalysisRequest } from '../request.ts';
import { extremeOf, fit, isOfNamedTest, type Candidate } from './answer-fit.ts';
import { labelFor } from './answer-labels.ts';
import { quantitiesOf } from './answer-quantities.ts';
import { isCount, valueFor, writeValue } from './slot-value.ts';

export interface AnsweredRequest {
  readonly request: AnalysisRequest;
  readonly facts: readonly Fact[];
}

/** What is filled in so far: a fact answers one slot, and the next slot is likely about the same thing. */
interface Filling {
  readonly candidates: readonly Candidate[];
  readonly parsed: ParsedQuestion;
  readonly used: Set<string>;
  last?: Candidate;
}

/** The lines `@name[value]` that the question wants; each value is one that the code computed. */
export function fillAnswers(parsed: ParsedQuestion, answered: readonly AnsweredRequest[]): string[] {
  const candidates = answered.flatMap(({ request, facts }, order) =>
    facts.map((fact): Candidate => ({ fact, request, order })),
  );
  const filling: Filling = { candidates, parsed, used: new Set() };
  return (parsed.format?.slots ?? []).map((slot) => `@${slot.name}[${fillSlot(slot, filling) ?? 'not found'}]`);
}

function fillSlot(slot: AnswerSlot, filling: Filling): string | undefined {
  if (slot.options.length >= 2) return optionFor(slot, filling);
  if (slot.parts.length > 1) return fillList(slot, filling);
  return fillValue(slot, filling);
}

/** One of the words that the form lists: a group that was found, else a conclusion. */
function optionFor(slot: AnswerSlot, filling: Filling): string | undefined {
  const spelled = (value: FactValue) =>
    slot.options.find((option) => option.toLowerCase() === String(value).toLowerCase());
  const named = filling.candidates
    .filter(({ fact }) => fact.quantity === 'entity' && spelled(fact.value) !== undefined)
    .map((candidate) => ({
      candidate,
      score: fit(slot, candidate) + affinity(candidate, filling) + (candidate.fact.extreme ? 1 : 0),
    }))
    .sort((a, b) => b.score - a.score)[0]?.candidate;
  if (named) {
    filling.last = named;
    return spelled(named.fact.value);
  }
  const near = [...filling.candidates]
    .map((candidate) => ({ candidate, score: fit(slot, candidate) + affinity(candidate, filling) }))
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate.fact);
  return labelFor(slot, near, filling.parsed.rules, filling.parsed.method.alpha);
}

function fillValue(slot: AnswerSlot, filling: Filling): string | undefined {
  const named = quantitiesOf(slot);
  const best =
    choose(slot, wanted(slot, named), filling) ?? byGroupName(slot, filling) ?? leftOver(slot, named, filling);
  if (!best || isAmbiguous(slot, best, filling)) return undefined;
  filling.used.add(factKey(best));
  filling.last = best;
  const value = valueFor(slot, best.fact);
  return value === undefined ? undefined : writeValue(value, slot, isCount(best.fact));
}

/** Whether another slot of the form would be given the same, and nothing that tells the two apart is true of it. */
function isAmbiguous(slot: AnswerSlot, best: Candidate, filling: Filling): boolean {
  const words = nameWords(slot.name);
  const named = quantitiesOf(slot);
  const siblings = (filling.parsed.format?.slots ?? []).filter(
    (other) => other !== slot && quantitiesOf(other)[0] === named[0] && other.options.length === 0,
  );
  return siblings.some((other) => {
    const otherWords = nameWords(other.name);
    const own = words.filter((word) => !otherWords.includes(word));
    if (own.length === 0 || own.length === words.length) return false;
    const same = choose(other, wanted(other, quantitiesOf(other)), { ...filling, used: new Set() });
    return same !== undefined && factKey(same) === factKey(best) && !explains(own, slot, best);
  });
}

function explains(words: readonly string[], slot: AnswerSlot, candidate: Candidate): boolean {
  return fit({ ...slot, name: words.join('_'), placeholders: [] }, { ...candidate, order: 0 }) >= 1;
}

/** The quantities to look for, the best first, as the slot's type allows. */
function wanted(slot: AnswerSlot, named: readonly Quantity[]): readonly Quantity[] {
  const names: readonly Quantity[] = ['entity', 'column', 'mode', 'outlierRows'];
  if (slot.type === 'date') return ['entity', 'entityValue', 'mode', ...named];
  if (holdsName(slot, named))
    return [...names.filter((name) => named.includes(name)), ...names, 'entityValue', ...named];
  if (named.length > 0 || extremeOf(slot) === undefined) return named;
  return slot.type === 'integer' ? ['entity', 'entityValue'] : ['entityValue', 'entity'];
}

function holdsName(slot: AnswerSlot, named: readonly Quantity[]): boolean {
  if (slot.type === 'text') return true;
  return named.length === 0 && (slot.type === 'list' || (slot.type === 'unknown' && slot.description !== ''));
}

function choose(slot: AnswerSlot, quantities: readonly Quantity[], filling: Filling): Candidate | undefined {
  for (const quantity of quantities) {
    const best = filling.candidates
      .filter(({ fact }) => (fact.quantity === quantity || fact.of === quantity) && isOfNamedTest(slot, fact))
      .filter((candidate) => holds(slot, candidate) && !filling.used.has(factKey(candidate)))
      .map((candidate) => ({ candidate, score: fit(slot, candidate) + affinity(candidate, filling) }))
      .sort((a, b) => b.score - a.score || (a.candidate.fact.position ?? 0) - (b.candidate.fact.position ?? 0))[0];
    if (best) return best.candidate;
  }
  return undefined;
}

function holds(slot: AnswerSlot, { fact }: Candidate): boolean {
  const value = valueFor(slot, fact);
  if (value === undefined) return false;
  return slot.type !== 'unknown' || !holdsName(slot, quantitiesOf(slot)) || typeof value !== 'number';
}

/** After the name of a group comes its value; otherwise what the same request found is a little likelier. */
function affinity({ fact, request }: Candidate, { last }: Filling): number {
  if (last?.request !== request) return 0;
  const isOfSameGroup = last.fact.group !== undefined && fact.group === last.fact.group;
  const isOfSameRow =
    fact.quantity === 'entityValue' &&
    last.fact.position === fact.position &&
    (fact.extreme === undefined || fact.extreme === last.fact.extreme);
  return last.fact.quantity === 'entity' && (isOfSameGroup || isOfSameRow) ? 3.3 : 0.3;
}

/** The same value of the same rows, whichever request computed it. */
function factKey({
  fact: { quantity, columns, group, value, position },
  request: { phase, preparation },
}: Candidate): string {
  return JSON.stringify([quantity, columns, group, value, position, phase, preparation]);
}

/** A slot called as a group is (`@morning[integer]`) wants that group's value. */
function byGroupName(slot: AnswerSlot, { candidates }: Filling): Candidate | undefined {
  const name = nameWords(slot.name).map(stem).join(' ');
  return candidates.find(
    (candidate) =>
      candidate.fact.group !== undefined &&
      typeof candidate.fact.value === 'number' &&
      nameWords(candidate.fact.group).map(stem).join(' ') === name &&
      holds(slot, candidate),
  );
}

/** Where the form does not say which number it wants: the value of what it names, or the only number asked for. */
function leftOver(slot: AnswerSlot, named: readonly Quantity[], filling: Filling): Candidate | undefined {
  if (named.length > 0 || holdsName(slot, named)) return undefined;
  const order: readonly Quantity[] = [
    'entityValue',
    'mean',
    'sum',
    'count',
    'correlation',
    'median',
    'share',
    'max',
    'entity',
  ];
  const isOnly = filling.parsed.format?.slots.length === 1;
  return order
    .map((quantity) => choose(slot, [quantity], filling))
    .find((candidate) => candidate && (isOnly || isFollowing(candidate, filling) || fit(slot, candidate) >= 2));
}

/** The measure of the group that was named just before; a mere number of rows must be asked for. */
function isFollowing(candidate: Candidate, filling: Filling): boolean {
  return affinity(candidate, filling) >= 3 && !isCount(candidate.fact);
}

/** Several values in one slot: one for each placeholder, or as many as there are for "first, second, …". */
function fillList(slot: AnswerSlot, filling: Filling): string | undefined {
  const { candidates } = filling;
  const quantities = quantitiesOf(slot);
  const [quantity] = quantities;
  const list = candidates.find(({ fact }) => Array.isArray(fact.value) && quantities.includes(fact.quantity));
  if (list) return writeValue(list.fact.value, slot);
  const dated = datedParts(slot, filling);
  if (dated) return dated;
  const grouped = candidates.filter(
    ({ fact }) => fact.quantity === quantity && fact.group !== undefined && typeof fact.value === 'number',
  );
  const years = slot.placeholders.map((placeholder) => /\d{4}/.exec(placeholder)?.[0]);
  if (grouped.length > 0 && (grouped.length >= slot.placeholders.length || years.every((year) => year !== undefined)))
    return grouped.map(({ fact }) => writeValue(fact.value, slot)).join(', ');
  return slot.parts.map((part) => fillSlot(part, filling) ?? 'not found').join(', ');
}

/** `[month, year, value]`: the parts of the period that was found, and its value. */
function datedParts(slot: AnswerSlot, { candidates }: Filling): string | undefined {
  const found = candidates.flatMap(({ fact, request }) => {
    const match = fact.quantity === 'entity' ? /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(String(fact.value)) : null;
    return match ? [{ match, request, fact }] : [];
  });
  const wantedEnd = extremeOf(slot) === 'lowest' ? 'lowest' : 'highest';
  const period =
    found.find(({ request }) => request.ranking !== undefined) ??
    found.find(({ fact }) => fact.extreme === wantedEnd) ??
    found[0];
  if (!period || !slot.placeholders.some((placeholder) => /\b(?:month|year)\b/i.test(placeholder))) return undefined;
  const value = candidates.find(
    ({ fact, request }) =>
      fact.quantity === 'entityValue' && request === period.request && fact.extreme === period.fact.extreme,
  )?.fact.value;
  return slot.parts
    .map((part) => {
      if (/^\W*month\b/i.test(part.name)) return String(Number(period.match[2]));
      if (/^\W*year\b/i.test(part.name)) return String(Number(period.match[1]));
      if (/^\W*day\b/i.test(part.name)) return String(Number(period.match[3] ?? 1));
      return value === undefined ? 'not found' : writeValue(value, { ...part, type: 'number' });
    })
    .join(', ');
}
