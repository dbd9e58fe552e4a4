import type { QuestionContext } from '../../analyst.ts';
import type { Dataset } from '../../../dataset/dataset.ts';
import { primaryTable, tableNames } from '../../../dataset/table-names.ts';
import { createCatalog, type Catalog } from '../catalog.ts';
import { findColumns } from '../parsing/column-finder.ts';
import { parseQuestion, type ParsedQuestion } from '../parsing/parse-question.ts';
import { tokenize } from '../parsing/words.ts';
import { columnsOfRequest } from './columns-of-request.ts';
import { findJoinKeys, type JoinKey } from './join-key.ts';
import { addedColumns, combinedCatalog, joinedCatalog, type Join, type Table } from './joined-catalog.ts';
import { tableMentions } from './table-mentions.ts';

/** Which rows a question is about, and how it reads over them. */
export type RowChoice = (
  | { readonly kind: 'primary'; readonly missed?: MissedJoin }
  | { readonly kind: 'other'; readonly other: Dataset }
  | { readonly kind: 'joined'; readonly join: Join }
) & { readonly catalog: Catalog; readonly parsed: ParsedQuestion };

/** Columns that the question seems to need and that could not be joined. */
export interface MissedJoin {
  readonly primary: Dataset;
  readonly other: Dataset;
  readonly columns: readonly string[];
  readonly keys: readonly JoinKey[];
}

type AskedContext = Pick<QuestionContext, 'dataset' | 'otherDatasets'>;

interface Asked {
  readonly question: string;
  readonly primary: Table;
  readonly alone: ParsedQuestion;
  /** Columns that the question reads in the first dataset. */
  readonly used: ReadonlySet<string>;
}

/**
 * The first dataset's rows, unless they leave something of the question unexplained that another dataset explains: then the
 * joined rows, or the other dataset's where the question is about that one alone.
 */
export function chooseRows(question: string, { dataset, otherDatasets = [] }: AskedContext): RowChoice {
  const catalog = createCatalog(dataset);
  const alone = parseQuestion(question, catalog);
  if (otherDatasets.length === 0) return { kind: 'primary', catalog, parsed: alone };
  const names = tableNames([dataset, ...otherDatasets]);
  const asked = { question, primary: { dataset, table: names[0] ?? primaryTable }, alone, used: columnsOf(alone) };
  const others = otherDatasets.map((other, index) => ({ dataset: other, table: names[index + 1] ?? '' }));
  for (const other of others) if (isAboutAlone(asked, other)) return overOther(asked, other);
  const needs = others.flatMap((other) => needOf(asked, other) ?? []);
  const [best] = needs.sort((left, right) => left.left - right.left || keyRank(left) - keyRank(right));
  return best === undefined ? { kind: 'primary', catalog, parsed: alone } : answerNeed(asked, best, names);
}

interface Need {
  readonly other: Table;
  /** Columns of the other dataset alone that the question reads. */
  readonly columns: readonly string[];
  readonly usesPrimary: boolean;
  readonly hasMeasure: boolean;
  /** How many words are left that nothing accounts for. */
  readonly left: number;
  readonly keys: readonly JoinKey[];
}

/** Of two datasets that explain as much, the one that can be joined. */
function keyRank({ keys }: Need): number {
  return keys.length === 1 ? 0 : 1;
}

/** What the question would read of another dataset, were its columns at hand; undefined when that explains nothing more. */
function needOf({ question, primary, alone }: Asked, other: Table): Need | undefined {
  const combined = parseQuestion(question, combinedCatalog(primary.dataset, other.dataset));
  const gained = gaps(alone) - gaps(combined);
  if (gained < 0 || (gained === 0 && !namesColumn(question, primary, other))) return undefined;
  const used = columnsOf(combined);
  const added = new Set(addedColumns(primary.dataset, other.dataset).map(({ name }) => name));
  const columns = [...used].filter((name) => added.has(name));
  if (columns.length === 0) return undefined;
  return {
    other,
    columns,
    usesPrimary: [...used].some((name) => isOnlyIn(name, primary.dataset, other.dataset)),
    hasMeasure: combined.requests.some(({ measures }) => measures.some((name) => added.has(name))),
    left: gaps(combined),
    keys: findJoinKeys(primary.dataset, other.dataset),
  };
}

/** Whether a column of the other dataset is named outright, by words that no column of the first one accounts for. */
function namesColumn(question: string, primary: Table, other: Table): boolean {
  const tokens = tokenize(question);
  const own = findColumns(question, tokens, createCatalog(primary.dataset), new Set());
  const taken = own
    .filter(({ how }) => how !== 'near')
    .flatMap(({ start, end }) => tokens.map((_, index) => index).slice(start, end));
  const columns = addedColumns(primary.dataset, other.dataset);
  const mentions = findColumns(question, tokens, { rows: other.dataset.profile.rows, columns }, new Set(taken));
  return mentions.some(({ how }) => how === 'name');
}

function answerNeed(
  asked: Asked,
  { other, columns, usesPrimary, hasMeasure, keys }: Need,
  names: readonly string[],
): RowChoice {
  const { question, primary, alone } = asked;
  const isMentioned = (table: Table) => tableMentions(question, table.dataset.name).length > 0;
  if (!usesPrimary && !isMentioned(primary) && (hasMeasure || isMentioned(other))) return overOther(asked, other);
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    const missed = { primary: primary.dataset, other: other.dataset, columns, keys };
    return { kind: 'primary', catalog: createCatalog(primary.dataset), parsed: alone, missed };
  }
  const join = { first: primary, second: other, key };
  const catalog = joinedCatalog(join, names);
  return { kind: 'joined', join, catalog, parsed: explained(asked, parseQuestion(question, catalog), other) };
}

/** A question that names another dataset, and neither the first one nor a column of it. */
function isAboutAlone({ question, primary, used }: Asked, other: Table): boolean {
  if (tableMentions(question, other.dataset.name).length === 0) return false;
  if (tableMentions(question, primary.dataset.name).length > 0) return false;
  if ([...used].some((name) => isOnlyIn(name, primary.dataset, other.dataset))) return false;
  return parseQuestion(question, createCatalog(other.dataset)).requests.length > 0;
}

function overOther(asked: Asked, { dataset, table }: Table): RowChoice {
  const catalog = { ...createCatalog(dataset), source: { table, setup: [] } };
  const parsed = explained(asked, parseQuestion(asked.question, catalog), { dataset, table });
  return { kind: 'other', other: dataset, catalog, parsed };
}

/** The names of the datasets are accounted for. */
function explained({ question, primary }: Asked, parsed: ParsedQuestion, other: Table): ParsedQuestion {
  const names = [primary, other].flatMap(({ dataset }) => tableMentions(question, dataset.name));
  return { ...parsed, unknown: parsed.unknown.filter((word) => !names.includes(word)) };
}

function columnsOf({ requests }: ParsedQuestion): ReadonlySet<string> {
  return new Set(requests.flatMap((request) => [...columnsOfRequest(request)]));
}

/** What is not accounted for: a part that no analysis answers weighs more than a word. */
function gaps({ requests, unknown, unanswered }: ParsedQuestion): number {
  return unknown.length + 2 * unanswered.length + (requests.length === 0 ? 2 : 0);
}

function isOnlyIn(name: string, dataset: Dataset, other: Dataset): boolean {
  return (
    dataset.profile.columns.some((column) => column.name === name) &&
    addedColumns(other, dataset).some((column) => column.name === name)
  );
}
