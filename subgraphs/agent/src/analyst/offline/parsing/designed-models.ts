import { findAnalysis } from '../analyses/registry.ts';
import { isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { AnalysisRequest, Model, PreparationStep } from '../request.ts';
import { buildRequests } from './build-request.ts';
import type { ColumnMention } from './column-mention.ts';
import { inPlaceOf, narrowingOf, readAll, withoutLoose, type DesignSource } from './designs.ts';
import { maskColumns, mentionsIn, type MaskedText } from './masked-text.ts';
import type { Reading } from './reading.ts';

const MODEL =
  /\bregress|\bleast squares\b|\bOLS\b|\blinear (?:model|fit|trend)\b|\bpolynomial\b|\bfit a (?:straight )?line\b/i;
const OTHER_MODEL = /\blogistic\b|\brandom forest|\bdecision tree|\bneural|\bboosting|\bsvm\b|\blasso\b|\bridge\b/i;

const ROLE = String.raw`(?:dependent|target|response|outcome)`;
const INPUT = String.raw`(?:independent|explanatory|predictor|feature|regressor|input)`;

/** How a sentence says what is explained (first) by what (second). */
const SHAPES: readonly RegExp[] = [
  /\bregress(?:ing)?\s(?<target>[^.;]*?)\son(?:to)?\s(?<inputs>[^.;]*)/i,
  /\bregression of\s(?<target>[^.;]*?)\s(?:on|against|from)\s(?<inputs>[^.;]*)/i,
  /\bfit\w*\s(?<target>[^.;]*?)\sas an? (?:\w+ )?(?:polynomial|function)[^.;⟦]*?\s(?:in|of)\s(?<inputs>⟦[^.;]*)/i,
  /\bpredict\w*\s(?<target>[^.;]*?)\s(?:with|using|by|through) (?:an? )?(?:[\w-]+ ){0,3}(?:regression|model)\b[^⟦.;]{0,30}\b(?:on|from|with|using|of)\s(?<inputs>[^.;]*)/i,
  /\b(?:predict\w*|explain\w*|model|modell?ing|estimat\w+)\s(?<target>[^.;]*?)\s(?:from|by|using|with|based on|as a function of|on the basis of|in terms of)\s(?<inputs>[^.;]*)/i,
  new RegExp(String.raw`\b(?:with|using|use|take)\s(?<inputs>[^.;]*?)\sas (?:the |an? )?${INPUT}`, 'i'),
  new RegExp(String.raw`\b${INPUT}s?(?: variables?| columns?)?(?: are| is|:|,)\s(?<inputs>[^.;]*)`, 'i'),
  new RegExp(String.raw`(?<target>⟦\d+⟧)[^.;⟦]{0,12}\b(?:as|is) (?:the )?${ROLE}`, 'i'),
  new RegExp(String.raw`\b${ROLE}(?: variable| column)?(?: is|:)\s(?<target>⟦\d+⟧)`, 'i'),
];
/** Where a list of inputs ends and the sentence goes on. */
const GOES_ON =
  /\s(?:and|to|then) (?:evaluate|report|calculate|compute|use|determine|test|then|find|give|predict|compare|interpret)\b|\s(?:on|over|for|in) (?:the|all|every)\b|\s(?:with an?|where|after|without|trained|as the|as an?)\s/i;

interface Named {
  readonly target?: ColumnMention;
  readonly inputs: readonly ColumnMention[];
  /** Something in the list is in quotes and no column: a model without it would be another one. */
  readonly isIncomplete: boolean;
}

/** A regression that the whole question lays out: what is explained, by what, over which rows. */
export function designModels(source: DesignSource): readonly AnalysisRequest[] {
  if (!MODEL.test(source.body) || OTHER_MODEL.test(source.body)) return source.requests;
  const readings = readAll(source);
  const named = readings.flatMap(namedIn);
  const inputs = best(named.map((part) => part.inputs).filter(areUsable));
  const target = bestTarget(
    named.flatMap((part) => part.target ?? []),
    inputs ?? [],
  );
  const analysis = findAnalysis('regression');
  const reading = readings.find(({ text }) => MODEL.test(text)) ?? readings[0];
  if (!inputs && named.some((part) => part.isIncomplete))
    return source.requests.filter((request) => request.analysis !== 'regression');
  if (!inputs || !target || !analysis || !reading) return source.requests;
  const predictors = inputs
    .map(({ column }) => column)
    .filter((column) => column.name !== target.name && isUsable(column));
  if (predictors.length === 0 || !isUsable(target)) return source.requests;
  const measures = [...new Set([target, ...predictors].map(({ name }) => name))];
  const narrowing = narrowingOf({ readings, taken: measures, steps: source.steps, asks: MODEL });
  const built = modelsOf(source.body, readings, measures).flatMap((model) =>
    buildRequests({
      analysis,
      draft: { measures, narrowing, ...(model && { model }) },
      reading: withoutLoose(reading),
      steps: withoutScaledTarget(source.steps, target.name),
    }),
  );
  const wantsMean = /\b(?:mean|average)\b(?! (?:squared?|absolute))/i.test(source.body);
  return inPlaceOf(source.requests, (request) => isPartOf(request, measures, wantsMean), built);
}

/** "Standardise the features": those of the model; what it explains stays as it is. */
function withoutScaledTarget(steps: readonly PreparationStep[], target: string): PreparationStep[] {
  const isScaling = (step: PreparationStep) =>
    step.kind === 'replace' && (step.transform === 'zscore' || step.transform === 'minmax');
  const isOnlyTarget = steps.filter(isScaling).length === 1;
  return steps.filter((step) => isOnlyTarget || !isScaling(step) || !('column' in step) || step.column !== target);
}

function isPartOf(
  { analysis, measures, statistics }: AnalysisRequest,
  own: readonly string[],
  wantsMean: boolean,
): boolean {
  if (analysis === 'regression' || analysis === 'rows' || analysis === 'trend') return true;
  const isMean = analysis === 'aggregate' && statistics.every((statistic) => statistic === 'mean');
  return isMean && !wantsMean && measures.every((measure) => own.includes(measure));
}

function namedIn({ text, tokens, mentions }: Reading): Named[] {
  const masked = maskColumns(text, tokens, mentions);
  return SHAPES.flatMap((shape): Named[] => {
    const groups = shape.exec(masked.text)?.groups;
    if (!groups || /\b(?:effect|impact|influence)s?\b/i.test(groups['target'] ?? '')) return [];
    const list = listOf(masked, groups['inputs'] ?? '');
    const target = mentionsIn(masked, groups['target'] ?? '');
    const named = target.findLast(({ how }) => how === 'name') ?? target.at(-1);
    return [{ inputs: list ?? [], isIncomplete: list === undefined, ...(named && { target: named }) }];
  });
}

/** The columns of a list; undefined when it names one in quotes that there is not. */
function listOf(masked: MaskedText, piece: string): ColumnMention[] | undefined {
  const list = piece.split(GOES_ON)[0] ?? '';
  return /["“][^"”]+["”]/.test(list) ? undefined : mentionsIn(masked, list);
}

/** Lists of columns that are named as they are written go before lists of words that come near to them. */
function best(lists: readonly (readonly ColumnMention[])[]): readonly ColumnMention[] | undefined {
  const score = (list: readonly ColumnMention[]) =>
    list.reduce((sum, { how }) => sum + (how === 'name' ? 2 : 0.5), 0) -
    (list.some(({ how }) => how !== 'name') ? 2 : 0);
  return lists.toSorted((a, b) => score(b) - score(a))[0];
}

function areUsable(list: readonly ColumnMention[]): boolean {
  return list.length > 0 && list.every(({ column }) => isUsable(column));
}

function bestTarget(targets: readonly ColumnMention[], inputs: readonly ColumnMention[]): CatalogColumn | undefined {
  const free = targets.filter(({ column }) => !inputs.some((input) => input.column.name === column.name));
  return (free.find(({ how }) => how === 'name') ?? free[0])?.column;
}

function isUsable(column: CatalogColumn): boolean {
  return isNumeric(column) || looksNumeric(column) || column.type === 'BOOLEAN';
}

/** One model, or one for each degree that is named ("of degree 1 and of degree 2"). */
function modelsOf(body: string, readings: readonly Reading[], measures: readonly string[]): (Model | undefined)[] {
  if (measures.length !== 2) return [undefined];
  const at = pointsIn(readings, measures[1] ?? '');
  const said = [...body.matchAll(/\bdegrees? (?:of )?(\d)(?: and (?:of )?(?:degree )?(\d))?|\b(quadratic|cubic)\b/gi)];
  const degrees = [
    ...new Set(
      said.flatMap(([, first, second, word]) =>
        word
          ? [word.toLowerCase() === 'cubic' ? 3 : 2]
          : [first, second].flatMap((digit) => (digit ? [Number(digit)] : [])),
      ),
    ),
  ].filter((degree) => degree >= 1 && degree <= 5);
  if (degrees.length === 0) return [at.length > 0 ? { at } : undefined];
  const highest = Math.max(...degrees);
  return degrees
    .toSorted((a, b) => a - b)
    .map((degree) => ({ degree, ...(at.length > 0 && degree === highest && { at }) }));
}

/** "the height predicted for a diameter of 50": a value of the one predictor. */
function pointsIn(readings: readonly Reading[], predictor: string): number[] {
  const number = String.raw`(-?\d+(?:\.\d+)?)`;
  for (const { text, tokens, mentions } of readings) {
    if (!/\bpredict(?:ed|ion|s)?\b/i.test(text)) continue;
    const own = mentions.filter(({ column }) => column.name === predictor);
    const masked = maskColumns(text, tokens, own).text;
    const match =
      new RegExp(String.raw`⟦\d+⟧\s*(?:=|of|is|equals?|at|:|value of)?\s*${number}`, 'i').exec(masked) ??
      new RegExp(String.raw`\b(?:of|for|at|with)\s${number}\s*(?:\w+ (?:of )?)?⟦\d+⟧`, 'i').exec(masked);
    if (match?.[1] !== undefined) return [Number(match[1])];
  }
  return [];
}
