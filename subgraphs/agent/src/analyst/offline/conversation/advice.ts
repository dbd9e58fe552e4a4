import type { QuestionContext } from '../../analyst.ts';
import { createCatalog, isNumeric, isTemporal, type CatalogColumn } from '../catalog.ts';
import { readClause } from '../parsing/reading.ts';
import { readMethod } from '../parsing/method.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { formatNumber, formatPercent, joinList, plural } from '../reporting/numbers.ts';
import { interestingColumns, suggestQuestions } from '../suggestions.ts';
import type { Understanding } from '../understanding.ts';
import { CAPABILITIES } from './capabilities.ts';

const ADVICE =
  /\b(?:how (?:should|could|can|would|do) (?:i|we|you|one)\b(?! many)|what (?:could|can|should|might) (?:i|we|you|be)\b|suggest(?:ions?)?|recommend|advi[cs]e|(?:any|some|more|need|want) ideas?|ideas? (?:for|about|on|what)|where (?:do|should) (?:i|we) (?:start|begin)|what (?:next|else)|next steps?|what (?:questions|analys[ei]s)|worth (?:analy[sz]ing|exploring|looking)|interesting (?:things|questions|columns))\b|^\s*(?:help|hi|hello|hey)\b|\bhelp me\b/i;
const MEANING =
  /\bwhat (?:does|do|is|are) (?:the )?(?:columns?|fields?|features?|variables?)\b.*\b(?:mean|stand|represent)|\bwhat does .{1,80} (?:mean|stand for|represent|contain)\b|\bmeaning of\b|\bexplain (?:the )?(?:column|field|feature|variable)/i;

export function isAdvisory(question: string, { parsed }: Understanding): boolean {
  if (MEANING.test(question)) return true;
  return (
    ADVICE.test(question) &&
    (parsed.requests.length === 0 ||
      /\b(?:suggest|recommend|advi[cs]e|ideas?|what (?:could|can|should) (?:i|we|you)|how should|where (?:do|should) i)\b/i.test(
        question,
      ))
  );
}

/** Advice from the profile alone: what a column holds, or what is worth asking. */
export function advise(context: QuestionContext): string {
  const catalog = createCatalog(context.dataset);
  const reading = readClause({
    text: context.question,
    catalog,
    method: readMethod(context.question),
    antecedents: [],
  });
  if (MEANING.test(context.question) && reading.mentions.length > 0)
    return reading.mentions.map(({ column }) => describeColumn(column, catalog.rows)).join('\n\n');
  return [
    ...opening(context),
    '',
    '**Questions to start with**',
    '',
    ...suggestQuestions(context.dataset).map((question) => `- ${question}`),
    '',
    '**What I can do**',
    '',
    ...CAPABILITIES.map((line) => `- ${line}`),
    ...remembered(context),
  ].join('\n');
}

function opening({ dataset }: QuestionContext): string[] {
  const catalog = createCatalog(dataset);
  const { measures, groups, dates } = interestingColumns(catalog);
  const names = (columns: readonly CatalogColumn[]) =>
    joinList(columns.slice(0, 5).map(({ name }) => columnName(name)));
  const gaps = catalog.columns.filter((column) => (column.profile?.nulls ?? 0) > 0);
  return [
    `**${dataset.name}** has **${plural(dataset.profile.rows, 'row')}** and **${plural(dataset.profile.columns.length, 'column')}**${dataset.description ? `: ${dataset.description}` : ''}.`,
    '',
    ...(measures.length > 0
      ? [
          `- Measures worth a look: ${names(measures)}. Start with their distribution and outliers, then how they go together.`,
        ]
      : []),
    ...(groups.length > 0
      ? [`- Groups to compare: ${names(groups)}. Ask for an average by group, or whether two groups differ.`]
      : []),
    ...(dates.length > 0 ? [`- Dates: ${names(dates)}. Ask for a trend by month or year.`] : []),
    ...(gaps.length > 0
      ? [
          `- ${plural(gaps.length, 'column has', 'columns have')} missing values: ${names(gaps)}. Look at them before you trust an average.`,
        ]
      : []),
  ];
}

function describeColumn(column: CatalogColumn, rows: number): string {
  const profile = column.profile;
  if (!profile) return `${columnName(column.name)} is not in the dataset's profile.`;
  const share = rows > 0 ? (100 * profile.nulls) / rows : 0;
  const top = profile.topValues.slice(0, 5).map(({ value, count }) => `“${value}” (${formatNumber(count)})`);
  const range =
    profile.min === null || profile.min === undefined || column.type === 'TEXT'
      ? []
      : [`- From ${profile.min} to ${profile.max ?? '–'}.`];
  const middle = isNumeric(column)
    ? [
        `- Mean ${formatNumber(profile.mean)}, median ${formatNumber(profile.quartiles?.[1])}, standard deviation ${formatNumber(profile.standardDeviation)}.`,
      ]
    : [];
  return [
    `${columnName(column.name)} is a ${typeName(column)} column with ${plural(profile.distinct, 'distinct value')}.`,
    '',
    ...range,
    ...middle,
    `- Missing: ${formatNumber(profile.nulls)} of ${plural(rows, 'row')} (${formatPercent(share)}).`,
    ...(top.length > 0 && !isNumeric(column) && !isTemporal(column) ? [`- Most frequent: ${joinList(top)}.`] : []),
    '',
    'What the name stands for is not written in the file; a column note or the source of the data would say.',
  ].join('\n');
}

function typeName({ type }: CatalogColumn): string {
  return {
    INTEGER: 'whole-number',
    FLOAT: 'decimal-number',
    BOOLEAN: 'yes/no',
    DATE: 'date',
    DATETIME: 'date-and-time',
    TIME: 'time',
    TEXT: 'text',
  }[type];
}

function remembered({ memory }: QuestionContext): string[] {
  const last = memory.summaries.analysis
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .slice(-3);
  return last.length > 0
    ? ['', '**What we found so far**', '', ...last.map((line) => (line.startsWith('- ') ? line : `- ${line}`))]
    : [];
}
