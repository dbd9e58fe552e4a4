import { isIdentifier, isNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import { areSynonyms } from './synonyms.ts';
import { isStopword, nameWords, stem, type Token } from './words.ts';

/** What a unit measures, in words that columns are called by. */
const UNITS: readonly (readonly [unit: RegExp, meanings: readonly string[]])[] = [
  [/^(?:mm|millimet(?:er|re)s?)$/, ['precipitation']],
  [/^(?:°|°c|°f|degrees?|celsius|fahrenheit)$/, ['temperature']],
  [/^(?:mph|kmh|kph|knots?)$/, ['speed', 'wind']],
  [/^(?:kg|kilos?|kilograms?|lbs?|pounds?|grams?|tons?|tonnes)$/, ['weight']],
  [/^(?:dollars?|usd|euros?|eur|gbp|\$|€|£)$/, ['price', 'cost', 'amount', 'revenue', 'income']],
  [/^(?:hours?|minutes?|seconds?)$/, ['duration']],
];
const LONG_UNITS: Readonly<Record<string, string>> = {
  millimeter: 'mm',
  millimetre: 'mm',
  centimeter: 'cm',
  centimetre: 'cm',
  gram: 'g',
  kilogram: 'kg',
  kilometer: 'km',
  kilometre: 'km',
  mile: 'mi',
  pound: 'lb',
  dollar: 'usd',
  euro: 'eur',
  hour: 'hr',
  minute: 'min',
  second: 'sec',
};

export interface HintedMeasure {
  readonly column: CatalogColumn;
  readonly start: number;
  readonly end: number;
}

/**
 * The one numeric column that a comparison with a number can be about, told by a word beside it ("rain over 10") or by
 * the number's unit ("over 10 mm"). Undefined where several could be meant: guessing would give a wrong number.
 */
export function hintedMeasure(
  tokens: readonly Token[],
  span: { readonly start: number; readonly end: number },
  catalog: Catalog,
): HintedMeasure | undefined {
  const columns = catalog.columns.filter((column) => isNumeric(column) && !isIdentifier(column, catalog.rows));
  return besideIt(tokens, span, columns) ?? byUnit(tokens, span, columns);
}

function besideIt(
  tokens: readonly Token[],
  { start, end }: { readonly start: number; readonly end: number },
  columns: readonly CatalogColumn[],
): HintedMeasure | undefined {
  const places = [start - 1, start - 2, end, end + 1, end + 2];
  for (const at of places) {
    const token = tokens[at];
    const isUnit = at >= end && UNITS.some(([unit]) => unit.test(token?.lower ?? ''));
    if (token?.kind !== 'word' || isUnit || isStopword(token.lower)) continue;
    const gap = at < start ? tokens.slice(at + 1, start) : tokens.slice(end, at);
    if (!gap.every((between) => isStopword(between.lower) || isUnitToken(between))) continue;
    const named = columns.filter(({ name }) =>
      nameWords(name)
        .map(stem)
        .some((word) => word === token.stem || areSynonyms(word, token.stem)),
    );
    if (named.length === 1 && named[0])
      return { column: named[0], start: Math.min(start, at), end: Math.max(end, at + 1) };
  }
  return undefined;
}

function isUnitToken({ lower, kind }: Token): boolean {
  return (
    kind === 'mark' ||
    UNITS.some(([unit]) => unit.test(lower)) ||
    LONG_UNITS[stem(lower)] !== undefined ||
    lower.length <= 2
  );
}

function byUnit(
  tokens: readonly Token[],
  { start, end }: { readonly start: number; readonly end: number },
  columns: readonly CatalogColumn[],
): HintedMeasure | undefined {
  const currency = tokens.slice(start, end).find(({ text }) => /^[$€£]$/.test(text));
  const unit = currency?.text ?? tokens[end]?.lower ?? '';
  const short = LONG_UNITS[stem(unit)] ?? unit;
  const until = currency ? end : end + 1;
  const inName = columns.filter(({ name }) => nameWords(name).includes(short));
  const meanings = UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? [];
  const meant = columns.filter(({ name }) =>
    nameWords(name)
      .map(stem)
      .some((word) => meanings.some((meaning) => word === meaning || areSynonyms(word, meaning))),
  );
  const candidates = inName.length > 0 ? inName : meant;
  const [only] = candidates;
  return candidates.length === 1 && only ? { column: only, start, end: until } : undefined;
}
