import { isIdentifier, isNumeric, isTemporal, type CatalogColumn } from '../catalog.ts';
import type { Condition, Value } from '../request.ts';
import { columnFor, dateColumn, yearColumn } from './column-hints.ts';
import type { ColumnMention } from './column-mention.ts';
import type { OperatorMention } from './comparators.ts';
import { operandAt, type Operand } from './condition-operands.ts';
import type { ConditionSource, FoundCondition } from './found-condition.ts';
import { asComparison, makeCondition } from './make-condition.ts';
import { hintedMeasure } from './measure-hints.ts';
import { isYear } from './numerals.ts';
import { inColumnUnit } from './units.ts';
import { FILLER } from './value-conditions.ts';

/** A column compared by an operator: "age over 30", "between 10 and 20", "older than 60". */
export function readComparison(
  source: ConditionSource,
  operator: OperatorMention,
  before: readonly FoundCondition[],
): FoundCondition | undefined {
  if (countsColumns(source, operator)) return undefined;
  const near = findSubject(source, operator, before);
  const subject = isYearless(source, operator, near) ? undefined : near;
  if (operator.operator === 'missing' || operator.operator === 'present') {
    if (!subject || subject.start > operator.start) return undefined;
    const condition: Condition = {
      kind: 'missing',
      column: subject.column.name,
      negated: operator.operator === 'present',
    };
    return { condition, start: subject.start, end: operator.end };
  }
  if (operator.operator === 'between') return readBetween(source, operator, subject);
  const isText = /^(?:startsWith|endsWith|contains)$/.test(operator.operator);
  const operand = operandAt(source, operator.end) ?? (isText ? wordOperand(source, operator.end) : undefined);
  if (!operand) return undefined;
  if (operator.hint === 'date' && (!isMoment(operand) || (subject && !isTemporal(subject.column)))) return undefined;
  const after =
    subject ??
    findFollowing(source, operand.end) ??
    hinted(source, operator, operand) ??
    measured(source, operator, operand) ??
    (isText ? nameSubject(source, operator) : undefined);
  if (!after) return undefined;
  const condition = makeCondition(after.column, operator.operator, inUnit(source, operand, after.column));
  if (!condition) return undefined;
  return { condition, start: Math.min(after.start, operator.start), end: Math.max(after.end, operand.end) };
}

/** "at least one of the two columns", "at least one missing value": a number of columns, not of what they hold. */
function countsColumns({ tokens }: ConditionSource, operator: OperatorMention): boolean {
  return (
    /^(?:one|1)$/.test(tokens[operator.end]?.lower ?? '') &&
    /^(?:of|missing|null|nan|empty|column)$/.test(tokens[operator.end + 1]?.lower ?? '')
  );
}

/** "days above 30": a date is compared with a year, never with another number. */
function isYearless(source: ConditionSource, operator: OperatorMention, subject: Subject | undefined): boolean {
  const operand = operandAt(source, operator.end);
  return (
    isTemporal(subject?.column) &&
    operand?.kind === 'value' &&
    typeof operand.value === 'number' &&
    !isYear(operand.value)
  );
}

function measured(source: ConditionSource, operator: OperatorMention, operand: Operand): Subject | undefined {
  const isNumber = operand.kind === 'value' && typeof operand.value === 'number';
  if (!isNumber || asComparison(operator.operator) === undefined || operator.hint === 'date') return undefined;
  return hintedMeasure(source.tokens, { start: operator.start, end: operand.end }, source.catalog);
}

/** "over 4 kg" of a column that holds grams. */
function inUnit({ tokens }: ConditionSource, operand: Operand, column: CatalogColumn): Operand {
  if (operand.kind !== 'value' || typeof operand.value !== 'number') return operand;
  return { ...operand, value: inColumnUnit(operand.value, tokens[operand.end]?.lower, column) };
}

interface Subject {
  readonly column: CatalogColumn;
  readonly start: number;
  readonly end: number;
}

/** The column before the operator, with nothing but filler between; or the last condition's, after "and" or "or". */
function findSubject(
  source: ConditionSource,
  operator: OperatorMention,
  before: readonly FoundCondition[],
): Subject | undefined {
  const isKey = ({ column, how }: ColumnMention) => how !== 'name' && isIdentifier(column, source.catalog.rows);
  const mention = source.mentions.findLast((candidate) => candidate.end <= operator.start && !isKey(candidate));
  const gap = mention && source.tokens.slice(mention.end, operator.start);
  if (mention && gap && gap.length <= 5 && gap.every(({ lower }) => FILLER.test(lower))) return mention;
  const last = before.at(-1);
  const joined = /^(?:and|or|but)$/.test(source.tokens[operator.start - 1]?.lower ?? '');
  if (!last || !joined || last.end !== operator.start - 1 || !('column' in last.condition)) return undefined;
  const name = last.condition.column;
  const column = source.catalog.columns.find((candidate) => candidate.name === name);
  return column && { column, start: operator.start, end: operator.end };
}

/** `more than 100 horsepower`: the column comes after the number. */
function findFollowing(source: ConditionSource, end: number): Subject | undefined {
  const mention = source.mentions.find(({ start }) => start >= end && start <= end + 2);
  const gap = mention && source.tokens.slice(end, mention.start);
  return mention &&
    isNumeric(mention.column) &&
    gap?.every(({ lower }) => /^(?:%|of|in|units|years|usd|dollars)$/.test(lower))
    ? mention
    : undefined;
}

/** A date, or a number that can be a year: "after removing" and "before 5" compare nothing. */
function isMoment(operand: Operand): boolean {
  if (operand.kind !== 'value') return false;
  return typeof operand.value === 'number' ? isYear(operand.value) : /^\d{4}-/.test(String(operand.value));
}

function wordOperand({ tokens }: ConditionSource, at: number): Operand | undefined {
  const token = tokens[at];
  return token && token.kind !== 'mark' ? { kind: 'value', value: token.text, end: at + 1 } : undefined;
}

/** "cars starting with f": the column that names the rows. */
function nameSubject({ catalog }: ConditionSource, operator: OperatorMention): Subject | undefined {
  const texts = catalog.columns.filter(({ type }) => type === 'TEXT');
  const column =
    texts.find(({ name }) => /name|title|product|model/i.test(name)) ??
    [...texts].sort((a, b) => (b.profile?.distinct ?? 0) - (a.profile?.distinct ?? 0))[0];
  return operator.operator === 'contains' ? undefined : column && { column, start: operator.start, end: operator.end };
}

function hinted(source: ConditionSource, operator: OperatorMention, operand: Operand): Subject | undefined {
  const years =
    /^(?:years?|yrs?)$/.test(source.tokens[operand.end]?.lower ?? '') &&
    /^(?:old|of)$/.test(source.tokens[operand.end + 1]?.lower ?? '');
  const hint = operator.hint ?? (years ? 'age' : undefined);
  const column = hint === undefined ? undefined : columnFor(hint, source.catalog);
  return column && { column, start: operator.start, end: operand.end + (years ? 2 : 0) };
}

function readBetween(
  source: ConditionSource,
  operator: OperatorMention,
  subject: Subject | undefined,
): FoundCondition | undefined {
  const low = operandAt(source, operator.end);
  if (low?.kind !== 'value' || !/^(?:and|to|-)$/.test(source.tokens[low.end]?.lower ?? '')) return undefined;
  const high = operandAt(source, low.end + 1);
  if (high?.kind !== 'value' || (typeof low.value === 'string' && !/^\d{4}-/.test(low.value))) return undefined;
  const hint = { start: operator.start, end: high.end };
  const isRange = typeof low.value === 'number' && !isYear(low.value);
  const target =
    subject ??
    (isSpanOfYears(source, low.value, high.value) ? undefined : findFollowing(source, high.end)) ??
    (isRange ? hintedMeasure(source.tokens, hint, source.catalog) : undefined);
  if (!target || (!isNumeric(target.column) && !isTemporal(target.column) && typeof low.value !== 'number'))
    return undefined;
  const unit = source.tokens[high.end]?.lower;
  const scaled = (value: Value) => (typeof value === 'number' ? inColumnUnit(value, unit, target.column) : value);
  const condition: Condition = {
    kind: 'between',
    column: target.column.name,
    low: scaled(low.value),
    high: scaled(high.value),
  };
  return { condition, start: Math.min(target.start, operator.start), end: Math.max(high.end, target.end) };
}

/** "between 2001 and 2017 in sales" is a span of years where the rows are dated. */
function isSpanOfYears({ catalog }: ConditionSource, low: Value, high: Value): boolean {
  const areYears = typeof low === 'number' && typeof high === 'number' && isYear(low) && isYear(high);
  return areYears && (dateColumn(catalog) ?? yearColumn(catalog)) !== undefined;
}
