import { isNumeric, looksNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { FillStrategy, Method, PreparationStep, Transform, Value } from '../request.ts';
import { COLUMN, mentionAt, mentionsIn, type MaskedText } from './masked-text.ts';
import { readMissingCodes } from './missing-codes.ts';

interface CleaningSource {
  readonly masked: MaskedText;
  readonly catalog: Catalog;
  readonly method: Method;
  /** What "it", "them" and "the column" mean: the column last spoken of. */
  readonly antecedent: CatalogColumn | undefined;
  /** "each of the three columns": the columns last spoken of. */
  readonly antecedents: readonly CatalogColumn[];
  /** Columns that the question cleaned before. */
  readonly cleaned: readonly CatalogColumn[];
}

export interface CleaningReading {
  readonly steps: readonly PreparationStep[];
  /** Columns that the steps are about, when the clause only prepares and asks nothing of them. */
  readonly isOnlyPreparation: boolean;
}

const MISSING = /\b(?:missing|null|nan|na|nulls|blank|empty)\b/i;
const REMOVE =
  /\b(?:remov(?:e|ed|ing|al)|drop(?:ped|ping)?|exclud(?:e|ed|ing)|delet(?:e|ed|ing)|discard(?:ed|ing)?|eliminat(?:e|ed|ing)|filter(?:ed|ing)? out|omit(?:ted|ting)?|without)\b/i;

/** Steps asked for in words, in the order in which they are carried out. */
export function readCleaning(source: CleaningSource): CleaningReading {
  const steps = [
    ...readMissingCodes(source.masked, source.catalog, source.antecedent),
    ...trims(source),
    ...fills(source),
    ...dropped(source),
    ...duplicates(source),
    ...conversions(source),
    ...outliers(source),
    ...transforms(source),
  ];
  return { steps, isOnlyPreparation: steps.length > 0 };
}

const STRATEGY = String.raw`(?:with|by|using|as|to)\s+(?:imputing\s+(?:them|it)\s+(?:with|by)\s+)?(?:the\s+|their\s+|its\s+|a\s+|respective\s+|column(?:'s)?\s+|constant\s+|value\s+|overall\s+|previous\s+known\s+|last\s+(?:available|valid|known)\s+|next\s+(?:available|valid|known)\s+(?=next))*(["'“][^"'”]{1,40}["'”]|mean|means|average|averages|median|medians|mode|modes|most (?:common|frequent)|zeros?|previous|next|forward|backward|-?\d+(?:\.\d+)?)`;

function fills(source: CleaningSource): PreparationStep[] {
  const within = WITHIN.exec(source.masked.text);
  const group = within && mentionAt(source.masked, within[1] ?? within[2])?.column.name;
  return plainFills(source).flatMap((step): PreparationStep[] => {
    if (step.kind !== 'fillMissing' || typeof group !== 'string') return [step];
    return step.column === group ? [] : [{ ...step, within: group }];
  });
}

const COUNTS = ['two', 'three', 'four', 'five', 'six'];

/** "It" is the column last spoken of, "each of the three columns" the last list of so many, else what was cleaned before. */
function spokenOf(
  { masked, antecedent, antecedents, cleaned }: CleaningSource,
  fits: (column: CatalogColumn) => boolean = () => true,
): CatalogColumn[] {
  const isPlural = /\b(?:each|both|all|these|those|them|columns|features|variables)\b/i.test(masked.text);
  const said = /\b(two|three|four|five|six) (?:\w+ )?(?:columns|features|variables|fields)\b/i.exec(masked.text)?.[1];
  const count = said === undefined ? undefined : COUNTS.indexOf(said.toLowerCase()) + 2;
  const known = cleaned.filter((column, index) => fits(column) && cleaned.indexOf(column) === index);
  const lists = [antecedents.filter(fits), known];
  const list = lists.find(({ length }) => (count === undefined ? length > 1 : length === count));
  if (isPlural && (list || count !== undefined)) return list ?? [];
  return antecedent && fits(antecedent) ? [antecedent] : known;
}

function plainFills(source: CleaningSource): PreparationStep[] {
  const { masked } = source;
  const interpolates = /\b(?:linear(?:ly)?[- ]?)?interpolat(?:e|ed|ing|ion)\b/i.test(masked.text);
  const isFilling = /\b(?:fill|replac|imput|handl|substitut|interpolat)/i.test(masked.text);
  if (interpolates && isFilling && MISSING.test(masked.text)) {
    const numbers = masked.mentions.map(({ column }) => column).filter(isNumeric);
    const columns = numbers.length > 0 ? numbers : spokenOf(source, isNumeric);
    return [...new Set(columns)].map(({ name }) => ({ kind: 'fillMissing', column: name, strategy: 'linear' }));
  }
  if (!MISSING.test(masked.text) || !/\b(?:fill|replac|imput|handl|substitut)/i.test(masked.text)) return [];
  const verb = masked.text.search(/\b(?:fill|replac|imput|handl|substitut)/i);
  const matches = [...masked.text.matchAll(new RegExp(STRATEGY, 'gi'))].filter(({ index }) => index >= verb);
  const steps: PreparationStep[] = [];
  let from = 0;
  for (const match of matches) {
    const before = mentionsIn(masked, masked.text.slice(from, match.index));
    const after = mentionsIn(masked, masked.text.slice(match.index).split(/[,.]/)[0] ?? '').slice(0, 1);
    const columns =
      before.length > 0
        ? before.map(({ column }) => column)
        : after.length > 0
          ? after.map(({ column }) => column)
          : spokenOf(source);
    steps.push(...columns.map((column) => fill(column, match[1] ?? '')));
    from = match.index + match[0].length;
  }
  const method = /\b(mean|median|mode|forward|average)[- ](?:value )?(?:imputation|fill)/i.exec(masked.text)?.[1];
  if (matches.length === 0 && method !== undefined)
    steps.push(...masked.mentions.map(({ column }) => fill(column, method)));
  return steps;
}

/** "strip the spaces around the names in x". */
function trims({ masked, antecedent }: CleaningSource): PreparationStep[] {
  if (!/\b(?:strip|trim|remov)\w*\b[^.;]{0,50}\b(?:white ?spaces?|blanks|spaces)\b/i.test(masked.text)) return [];
  const columns = masked.mentions.map(({ column }) => column).filter(({ type }) => type === 'TEXT');
  const subject = columns[0] ?? (antecedent?.type === 'TEXT' ? antecedent : undefined);
  return subject ? [{ kind: 'trim', column: subject.name }] : [];
}

/** "the median of the same group", "within each group", "of its group": the column of groups. */
const WITHIN = new RegExp(
  String.raw`\b(?:of|with(?:in)?|by|for|in|from) (?:the |its |their )?(?:(?:rows|\w+) (?:of|with|in) (?:the )?)?(?:same|own|each|every|respective|corresponding)(?: value of)? ${COLUMN}|\bgroup(?:ed)? by ${COLUMN}`,
  'i',
);

function fill(column: CatalogColumn, said: string): PreparationStep {
  const word = said.toLowerCase();
  const strategies: readonly (readonly [RegExp, FillStrategy])[] = [
    [/^(?:mean|average)/, 'mean'],
    [/^median/, 'median'],
    [/^(?:mode|most)/, 'mode'],
    [/^(?:previous|forward)/, 'previous'],
    [/^(?:next|backward)/, 'next'],
  ];
  const strategy = strategies.find(([pattern]) => pattern.test(word))?.[1];
  if (strategy) return { kind: 'fillMissing', column: column.name, strategy };
  const raw = said.replace(/^["'“]|["'”]$/g, '');
  const value: Value = /^zeros?$/i.test(raw) ? 0 : isNumeric(column) ? Number(raw) : raw;
  return { kind: 'fillMissing', column: column.name, strategy: 'value', value };
}

/** "every row with at least one missing value is removed": the verb comes last. */
const DROPPED =
  /\b(?:rows?|records?|observations?|entries)\b[^.;]{0,60}\b(?:missing|null|nan|nulls|blank|empty|incomplete)\b[^.;]{0,40}\b(?:is|are|were|was|have been|has been|been|being|gets?)\b ?(?:removed|dropped|excluded|deleted|discarded|left out)\b/i;
const EMPTY_ROWS =
  /\b(?:completely|entirely|fully|totally|wholly|all)[- ](?:empty|null|missing|blank)\b|\bempty (?:rows?|records?|lines?)\b|\ball (?:of (?:their|its|the) )?(?:columns|values|fields|cells) (?:are )?(?:null|missing|empty|nan)\b/i;

function dropped({ masked, antecedent }: CleaningSource): PreparationStep[] {
  const pattern =
    /\b(?:remov(?:e|ed|ing|al)|drop(?:ped|ping)?|exclud(?:e|ed|ing)|delet(?:e|ed|ing)|discard(?:ed|ing)?)\b[^.;]{0,60}?\b(?:missing|null|nan|na|nulls|blank|empty|incomplete)\b/i;
  const match = pattern.exec(masked.text) ?? DROPPED.exec(masked.text);
  if (!match || /\boutliers?\b/i.test(match[0])) return [];
  if (EMPTY_ROWS.test(masked.text)) return [{ kind: 'dropMissing', columns: [], onlyEmpty: true }];
  const columns = mentionsIn(
    masked,
    masked.text
      .slice(match.index)
      .split(
        /\b(?:before|then|(?:,|and) (?:calculate|compute|find|create|derive|add|make|report|determine|summari[sz]e))\b/i,
      )[0] ?? '',
  ).map(({ column }) => column.name);
  if (columns.length > 0) return [{ kind: 'dropMissing', columns: [...new Set(columns)] }];
  return [
    {
      kind: 'dropMissing',
      columns: antecedent && /\b(?:it|this|that|the) column\b/i.test(masked.text) ? [antecedent.name] : [],
    },
  ];
}

function duplicates({ masked }: CleaningSource): PreparationStep[] {
  const pattern =
    /\b(?:remov(?:e|ed|ing)|drop(?:ped|ping)?|exclud(?:e|ed|ing)|delet(?:e|ed|ing)|without|deduplicat\w+)\b[^.;]{0,30}?\bduplicat/i;
  return pattern.test(masked.text) ? [{ kind: 'dropDuplicates' }] : [];
}

const CONVERSION =
  /\b(?:convert|cast|pars|turn|chang|transform)\w*\b[^.;]{0,80}\b(?:numeric|number|numbers|integers?|floats?|decimals?)\b/i;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/\bin (?:millions|m)\b/i, 1e6],
  [/\bin (?:thousands|k)\b/i, 1e3],
  [/\bin (?:billions|bn)\b/i, 1e9],
];

/** "divide the total by 1,000 before reporting": the unit of the answer. */
export const REPORTED_UNIT = new RegExp(
  String.raw`\bdivid\w* (?:the |all |these )*${COLUMN}(?: values?| columns?)? by (\d[\d,]*(?:\.\d+)?(?:e\d+)?) (?:before|when|for|in order to|to) report`,
  'i',
);

function conversions({ masked }: CleaningSource): PreparationStep[] {
  const unit = REPORTED_UNIT.exec(masked.text);
  const reported = unit && mentionAt(masked, unit[1])?.column;
  if (unit && reported)
    return [
      {
        kind: 'replace',
        column: reported.name,
        transform: 'number',
        divisor: Number((unit[2] ?? '').replaceAll(',', '')),
      },
    ];
  if (!CONVERSION.test(masked.text)) return [];
  const divisor = UNITS.find(([unit]) => unit.test(masked.text))?.[1];
  return masked.mentions
    .filter(({ column }) => looksNumeric(column))
    .map(({ column }) => ({
      kind: 'replace',
      column: column.name,
      transform: 'number',
      ...(divisor !== undefined && { divisor }),
    }));
}

function outliers({ masked, method, antecedents }: CleaningSource): PreparationStep[] {
  const pattern =
    /\b(?:remov(?:e|ed|ing|al)|drop(?:ped|ping)?|exclud(?:e|ed|ing)|eliminat(?:e|ed|ing)|filter(?:ed|ing)? out|discard(?:ed|ing)?|without)\b[^.;]{0,50}?\b(?:outliers?|anomalies)\b|\boutliers?\b[^.;]{0,60}?\b(?:remov|drop|exclud|eliminat|discard)/i;
  const pronoun = /\boutliers?\b.*\b(?:remov|drop|exclud|eliminat|discard)\w* (?:them|it)\b/is;
  if (!REMOVE.test(masked.text) && !pronoun.test(masked.text)) return [];
  if (!pattern.test(masked.text) && !pronoun.test(masked.text)) return [];
  const columns = outlierColumns(masked, antecedents);
  return columns.length === 0 ? [] : [{ kind: 'removeOutliers', columns, rule: method.outliers }];
}

/** Of "the outliers of a and b" both columns; of "without the outliers of a, the mean of b" the first. */
function outlierColumns(masked: MaskedText, antecedents: readonly CatalogColumn[]): string[] {
  const isNumber = (column: CatalogColumn) => isNumeric(column) || looksNumeric(column);
  const said = masked.mentions.filter(({ column }) => isNumber(column)).map(({ column }) => column.name);
  const listed = new RegExp(
    String.raw`\b(?:outliers?|anomalies)\b[^.;⟦]{0,30}((?:${COLUMN}(?: columns?)?(?:,? (?:and|or)(?: of| in| from)?(?: the)? |, )?)+)`,
    'i',
  ).exec(masked.text)?.[1];
  const inList = mentionsIn(masked, listed ?? '').filter(({ column }) => isNumber(column));
  if (inList.length > 1) return [...new Set(inList.map(({ column }) => column.name))];
  if (said.length > 0) return said.slice(0, 1);
  const isPair = /\b(?:both|either|the two|any of the|all)\b/i.test(masked.text);
  return antecedents
    .filter(isNumber)
    .slice(0, isPair ? 6 : 1)
    .map(({ name }) => name);
}

const TRANSFORMS: readonly (readonly [RegExp, Transform])[] = [
  [
    /\b(?:apply(?:ing)?|after|using|with|perform(?:ing)?|through|a|the)?\s*(?:natural )?log(?:arithm(?:ic)?)?[- ]?(?:10 )?transform(?:ation|ed|ing)?\b|\btake the (?:natural )?log(?:arithm)?\b|\blog[- ]transform/i,
    'log',
  ],
  [/\bsquare[- ]root transform/i, 'sqrt'],
  [/\bmin[- ]?max\b/i, 'minmax'],
  [
    /\bz[- ]?score (?:normali[sz]\w+|standardi[sz]\w+|scal\w+)|\bstandardi[sz](?:e|ed|ing|ation)\b|\bstandard ?scal\w+/i,
    'zscore',
  ],
  [/\bnormali[sz](?:e|ed|ing)\b(?! distribut)/i, 'minmax'],
];

function transforms(source: CleaningSource): PreparationStep[] {
  const { masked } = source;
  const transform = TRANSFORMS.find(([pattern]) => pattern.test(masked.text))?.[1];
  if (!transform) return [];
  const base = /\b(?:log ?10|base[- ]?10|log10)\b/i.test(masked.text)
    ? 'log10'
    : /\b(?:log ?2|base[- ]?2)\b/i.test(masked.text)
      ? 'log2'
      : /\blog1p|log\(1 ?\+/i.test(masked.text)
        ? 'log1p'
        : 'log';
  const numeric = masked.mentions.filter(({ column }) => isNumeric(column)).map(({ column }) => column.name);
  const original = numeric.filter((name) => source.catalog.columns.some((one) => one.name === name && one.profile));
  const columns =
    numeric.length === 0
      ? spokenOf(source).map(({ name }) => name)
      : [...new Set(original.length > 0 ? original : numeric)];
  return columns.map((column) => ({ kind: 'replace', column, transform: transform === 'log' ? base : transform }));
}
