import { readDigits, type DecimalMark, type Reading } from './number-reading.ts';

/** A number as it stands in a text. */
export interface NumberToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isNegative: boolean;
  /** Every reading of its digits, the likeliest first, exponent and multiplier applied. */
  readonly readings: readonly Reading[];
  /** 100 for percent, 1000 for per mille. */
  readonly perWhole: number | undefined;
  /** Digits alone: no sign, separator, unit or multiplier. */
  readonly isBare: boolean;
}

const multipliers: Readonly<Record<string, number>> = Object.fromEntries([
  ...names(1e3, 'k K thousand tsd'),
  ...names(1e4, '万'),
  ...names(1e6, 'm M MM mn mio million millions millionen millones'),
  ...names(1e8, '億 亿'),
  ...names(1e9, 'b B bn mrd billion billions milliards'),
  ...names(1e12, 't T tn trillion trillions'),
]);

function names(factor: number, words: string): readonly (readonly [string, number])[] {
  return words.split(' ').map((word) => [word, factor]);
}

/** Letters that may touch a number without making it an identifier; `m` and the like may be a multiplier or a unit. */
const unitName =
  /^(?:x|s|ms|min|h|hr|hrs|d|g|kg|mg|km|m|cm|mm|ft|in|lb|lbs|mi|mph|kph|l|L|ml|mL|W|kW|kWh|MW|V|A|Hz|kHz|MHz|GHz|kB|KB|MB|GB|TB|px|pp|bps|pts)$/;

const sign = String.raw`(?<sign>(?<![\p{L}\d)\]%_])[-−–+])?`;
const currency = String.raw`(?<currency>(?:US|A|C)?[$€£¥₹]\s?)?`;
const body = String.raw`(?<body>\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+(?:[.]\d+)?(?!\d)|\d{1,3}(?:[.]\d{3})+,\d+|\d+(?:DECIMAL\d+)*|\.\d+)`;
const exponent = String.raw`(?:[eE](?<e>[-+]?\d+)(?![\p{L}\d])|\s?[×x·*]\s?10(?:\^\{?(?<caret>[-−]?\d+)\}?|(?<superscript>[⁻⁺]?[⁰¹²³⁴-⁹]+)))?`;
const suffix = String.raw`(?:\s?(?<percent>\\?%|‰|percent(?:age points?)?\b|per cent\b|Prozent\b)|[\s-]?(?<word>thousand|tsd|mio|mrd|millions?|millionen|millones|milliards|billions?|trillions?)\b|(?<cjk>[万億亿])|(?<letters>\p{Script=Latin}+))?`;

const patterns: Readonly<Record<DecimalMark, RegExp>> = {
  '.': pattern(String.raw`\.`),
  ',': pattern('[.,]'),
};

function pattern(decimal: string): RegExp {
  const before = String.raw`(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}_^\d\ue000]|\^\{|\d\.|\ue000[.,:/^-])`;
  return new RegExp(
    before + sign + currency + String.raw`(?<inner>[-−])?` + body.replace('DECIMAL', decimal) + exponent + suffix,
    'giu',
  );
}

/** Finds every number of a text. Digits inside identifiers, versions and ordinals are none. */
export function scanNumbers(text: string, decimalMark: DecimalMark = '.'): readonly NumberToken[] {
  const tokens: NumberToken[] = [];
  for (const match of text.matchAll(patterns[decimalMark])) {
    const token = readMatch(match, text, decimalMark);
    if (token) tokens.push(token);
  }
  return tokens;
}

/** A report writes decimals with a comma when it has such numbers and none with a point. */
export function findDecimalMark(text: string): DecimalMark {
  return /\d,(?:\d{1,2}|\d{4,})(?![\d,])/.test(text) && !/\d\.\d{1,2}(?![\d.])|\d,\d{3}\.\d/.test(text) ? ',' : '.';
}

interface Groups {
  readonly [name: string]: string | undefined;
  readonly letters?: string;
}

function readMatch(match: RegExpMatchArray, text: string, decimalMark: DecimalMark): NumberToken | undefined {
  const groups: Groups = match.groups ?? {};
  const bodyText = groups['body'] ?? '';
  const start = match.index ?? 0;
  const tail = readTail(groups);
  const written = match[0].slice(0, match[0].length - tail.dropped);
  const isBare = /^\d+$/.test(written);
  const touchesName = /\p{Script=Latin}[-−]$/u.test(text.slice(Math.max(0, start - 2), start));
  if (isVersion(bodyText) || (isBare && (tail.isName || touchesName))) return undefined;
  const scale = 10 ** exponentOf(groups);
  const plain = readDigits(bodyText, decimalMark).map((reading) => scaled(reading, scale));
  const { factor } = tail;
  const multiplied = factor === undefined ? [] : plain.map((reading) => scaled(reading, factor));
  return {
    text: written,
    start,
    end: start + written.length,
    isNegative: /[-−–]/.test((groups['sign'] ?? '') + (groups['inner'] ?? '')),
    readings:
      tail.isUnit && !groups['currency'] ? [...plain, ...multiplied] : factor === undefined ? plain : multiplied,
    perWhole: perWholeOf(groups['percent']),
    isBare,
  };
}

interface Tail {
  readonly factor: number | undefined;
  /** The letters may be a unit rather than a multiplier: metres, or million. */
  readonly isUnit: boolean;
  /** The letters are neither: with plain digits they make an identifier. */
  readonly isName: boolean;
  /** How many characters do not belong to the number. */
  readonly dropped: number;
}

function readTail(groups: Groups): Tail {
  const { letters } = groups;
  const factor = multiplierOf(groups);
  const isUnit = letters !== undefined && unitName.test(letters);
  const isName = letters !== undefined && !isUnit && factor === undefined;
  return { factor, isUnit, isName, dropped: factor === undefined ? (letters?.length ?? 0) : 0 };
}

function perWholeOf(percent: string | undefined): number | undefined {
  if (percent === undefined) return undefined;
  return percent === '‰' ? 1000 : 100;
}

function scaled({ value, halfUnit }: Reading, factor: number): Reading {
  return { value: value * factor, halfUnit: halfUnit * factor };
}

function multiplierOf(groups: Groups): number | undefined {
  const name = groups['word']?.toLowerCase() ?? groups['cjk'] ?? groups.letters;
  return name !== undefined && Object.hasOwn(multipliers, name) ? multipliers[name] : undefined;
}

function isVersion(bodyText: string): boolean {
  const dots = bodyText.split('.').length - 1;
  return dots > 1 && !/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bodyText);
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function exponentOf(groups: Groups): number {
  const superscript = groups['superscript'];
  const digits =
    superscript === undefined
      ? (groups['e'] ?? groups['caret'] ?? '0')
      : superscript
          .replace('⁻', '-')
          .replace('⁺', '')
          .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(superscripts.indexOf(digit)));
  return Number(digits.replace('−', '-'));
}
