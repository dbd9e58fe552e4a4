import type { Fact, FactValue, Quantity } from '../analyses/analysis.ts';
import type { AnswerSlot } from '../parsing/answer-format.ts';
import { monthNumber } from '../parsing/numerals.ts';

const SHARES: readonly Quantity[] = ['share', 'missingShare', 'outlierShare'];
const COUNTS: readonly Quantity[] = [
  'count',
  'missing',
  'distinct',
  'rows',
  'outlierCount',
  'duplicates',
  'columnCount',
  'completeRows',
  'incompleteRows',
];
/** Quantities whose value names something, even where it is written with digits. */
const NAMES: readonly Quantity[] = ['entity', 'column', 'mode'];

export function isCount({ quantity, of }: Fact): boolean {
  return COUNTS.includes(quantity) || of === 'count' || of === 'distinct';
}

/** What the fact would put into the slot; undefined where the slot cannot hold such a value. */
export function valueFor(slot: AnswerSlot, fact: Fact): FactValue | undefined {
  const value = inUnit(slot, fact);
  switch (slot.type) {
    case 'text':
      return typeof value === 'number' && !NAMES.includes(fact.quantity) ? undefined : asText(value);
    case 'date':
      return typeof value === 'string' ? asDate(value, slot.dateForm) : undefined;
    case 'list':
      return value;
    case 'integer':
    case 'number':
      return asNumber(slot, fact, value);
    default:
      return slot.options.length === 0 || typeof value !== 'number' ? value : undefined;
  }
}

function asText(value: FactValue): FactValue {
  return typeof value === 'number' ? String(value) : value;
}

function asNumber(slot: AnswerSlot, fact: Fact, value: FactValue): number | undefined {
  const isName = typeof value === 'string' && NAMES.includes(fact.quantity);
  const number = isName ? nameAsNumber(slot, value) : value;
  if (typeof number !== 'number') return undefined;
  if (slot.type === 'integer' && !Number.isInteger(number) && !isRounded(slot)) return undefined;
  const [low, high] = slot.range ?? [-Infinity, Infinity];
  return number < low - 1e-9 || number > high + 1e-9 ? undefined : number;
}

/** A group that is a number, or the part of a period that the slot is called after. */
function nameAsNumber(slot: AnswerSlot, value: string): number | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  const [, unit = ''] = /(?:^|_)(year|quarter|month|day|hour)(?:_|$)/i.exec(slot.name) ?? [];
  const place = { year: 1, month: 2, day: 3, hour: 4 }[unit.toLowerCase()];
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[ T](\d{2}):)?/.exec(value);
  const part =
    unit.toLowerCase() === 'quarter'
      ? /^(?:\d{4}-)?Q(\d)$/.exec(value)?.[1]
      : place === undefined
        ? undefined
        : parts?.[place];
  if (part !== undefined) return Number(part);
  return unit.toLowerCase() === 'month' ? monthNumber(value.toLowerCase()) : undefined;
}

/** "rounded to the nearest integer", `@mean_age[integer]`: a fraction may stand there as a whole number. */
function isRounded({ name, description }: AnswerSlot): boolean {
  return (
    /\b(?:rounded|nearest)\b/i.test(description) || /mean|average|avg|median|std|percent|share|sum|total/i.test(name)
  );
}

/** Shares are computed in percent; "between 0 and 1" and "fraction" want parts of one. */
function inUnit({ name, placeholders, description, range }: AnswerSlot, { quantity, value }: Fact): FactValue {
  if (typeof value !== 'number' || !SHARES.includes(quantity)) return value;
  const said = `${name} ${placeholders.join(' ')} ${description}`.replaceAll('_', ' ');
  const isPercent = /\b(?:percent(?:age)?|pct|perc)\b|%/i.test(said);
  const isFraction = range ? range[1] <= 1 : !isPercent && /\b(?:fraction|proportion|ratio|probability)\b/i.test(said);
  return isFraction ? value / 100 : value;
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as the form wants it; one that is written another way in the data stays as it is. */
function asDate(value: string, form: string | undefined): string | undefined {
  const isSeveral = (value.match(/\d{4}-\d{2}/g)?.length ?? 0) > 1;
  if (isSeveral || !/\d/.test(value)) return undefined;
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[ T][\d:.]+Z?)?$/.exec(value);
  const [, year = '', month = '', day] = iso ?? [];
  if (form === undefined || !iso || (day === undefined && form.includes('DD')))
    return /[-/.:\s]|^\d{4}$/.test(value) ? value : undefined;
  return form
    .replace('YYYY', year)
    .replace('YY', year.slice(2))
    .replace('Mon', MONTH_NAMES[Number(month) - 1] ?? month)
    .replace('MM', month)
    .replace('DD', day ?? '');
}

/** As text, with the decimals that the form states; counts have none. */
export function writeValue(value: FactValue, slot: AnswerSlot, isWhole = false): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  if (typeof value !== 'number')
    return value.map((item) => (typeof item === 'number' ? writeValue(item, slot) : item)).join(', ');
  if (Number.isNaN(value)) return 'nan';
  if (isWhole && Number.isInteger(value)) return String(value);
  if (slot.type === 'integer' && slot.decimals === undefined) return String(Math.round(value));
  if (slot.decimals !== undefined) return value.toFixed(slot.decimals);
  return Number.isInteger(value) ? String(value) : value.toFixed(/p_?val/i.test(slot.name) ? 4 : 2);
}
