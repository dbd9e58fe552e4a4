import type { SubtaskResult } from '../../analyst.ts';
import { findAnalysis } from '../analyses/registry.ts';
import type { Finding } from '../analyses/analysis.ts';
import { withPreparation } from '../catalog.ts';
import { isOwnCode } from '../code/is-own-code.ts';
import { sampleClause } from '../code/variant.ts';
import type { AnalysisRequest } from '../request.ts';
import { explainRows } from '../joining/describe-rows.ts';
import { describeRequest, requestFor, type Understanding } from '../understanding.ts';
import { fillAnswers, type AnsweredRequest } from './answers.ts';
import { describeUnmatched } from './describe-unmatched.ts';
import { columnName } from './describe-preparation.ts';
import { joinList } from './numbers.ts';
import { plainResult } from './plain-result.ts';

/** The report over what was executed, as lines of Markdown. */
export function composeReport(understanding: Understanding, results: readonly SubtaskResult[]): string[] {
  const parts = results.map((result) => readResult(understanding, result));
  const findings = parts.filter((part) => part.finding !== undefined);
  const lines = firstOfAll(understanding, parts);
  if (findings.length > 1) lines.push(...findings.map(({ finding }) => `- ${finding?.headline ?? ''}`), '');
  for (const part of parts) lines.push(...partLines(part, parts.length > 1));
  lines.push(explainRows(understanding.rows, results), '');
  if (results.every(({ response }) => response === undefined)) lines.push(...notUnderstood(understanding));
  const answered = parts.flatMap((part): AnsweredRequest[] =>
    part.request && part.finding ? [{ request: part.request, facts: part.finding.facts }] : [],
  );
  if (understanding.parsed.format) lines.push('', ...fillAnswers(understanding.parsed, answered));
  return collapse(lines);
}

/** What the reader must know before the answer: what cannot be had, and what was left out. */
function firstOfAll({ limits, parsed }: Understanding, parts: readonly Part[]): string[] {
  const answered = parts.flatMap(({ request, finding }) => (request && finding ? [request] : []));
  if (answered.length === 0) return [];
  const instead = limits.length > 0 ? ` What I did instead: ${joinList(answered.map(describeRequest))}.` : '';
  const ignored = [...new Set(answered.flatMap((request) => request.ignored))];
  const notes = [
    ...(limits.length > 0 ? [`${limits.join(' ')}${instead}`] : []),
    ...parsed.unmatched.map(describeUnmatched),
    ...ignored,
  ];
  return notes.flatMap((note) => [note, '']);
}

interface Part {
  readonly result: SubtaskResult;
  readonly request?: AnalysisRequest;
  readonly finding?: Finding;
  readonly problem?: string;
  /** Set when the code gave something that its analysis does not know: shown as it is. */
  readonly given?: readonly string[];
  /** Whether the code is not what this analyst writes for the request. */
  readonly isEdited?: boolean;
}

function readResult(understanding: Understanding, result: SubtaskResult): Part {
  if (result.response !== undefined) return { result };
  const request = requestFor(understanding, result.subtask);
  const analysis = request && findAnalysis(request.analysis);
  const execution = result.execution;
  if (!execution?.ok) return { result, problem: execution?.error?.message ?? 'it was not run' };
  if (!request || !analysis || execution.result === undefined) return { result, given: plainResult(execution) };
  try {
    const catalog = withPreparation(understanding.catalog, request.preparation);
    const finding = analysis.report(request, execution.result, { catalog });
    return { result, request, finding, isEdited: !isOwnCode(result, request, understanding.catalog) };
  } catch {
    return { result, given: plainResult(execution) }; // the result of edited code need not have the shape of the analysis
  }
}

function partLines({ result, request, finding, problem, given, isEdited }: Part, isOneOfSeveral: boolean): string[] {
  const heading = isOneOfSeveral ? [`### ${result.subtask.title}`, ''] : [];
  if (result.response !== undefined) return [...heading, result.response, ''];
  if (given) return [...heading, ...givenLines(result, given)];
  if (!finding || !request)
    return [...heading, `**${result.subtask.title}** could not be computed: ${problem ?? 'unknown'}.`, ''];
  const notes = [
    ...(finding.method === undefined ? [] : [finding.method]),
    ...finding.caveats,
    ...(isEdited === true ? [editedNote] : []),
    ...request.assumptions,
    ...(result.execution?.notices ?? []),
  ];
  const isSampled = result.code?.includes(sampleClause) === true;
  const sampled = isSampled ? ['This was computed on a sample of the rows.'] : [];
  return [
    ...heading,
    ...(isOneOfSeveral ? [] : [finding.headline, '']),
    `Taken to mean: ${describeRequest(request)}.`,
    '',
    ...finding.body.flatMap((block) => [block, '']),
    ...[...notes, ...sampled].map((note) => `- ${note.charAt(0).toUpperCase()}${note.slice(1)}`),
    '',
  ];
}

const editedNote =
  'The code was edited: the numbers are what it gave, the words around them are those of the question as it was asked.';

function givenLines({ subtask, execution, repairs }: SubtaskResult, given: readonly string[]): string[] {
  return [
    ...(repairs > 0 ? [`**${subtask.title}** could not be computed as it was asked.`, ''] : []),
    'This is what the code gave, as it is:',
    '',
    ...given.flatMap((block) => [block, '']),
    ...(execution?.notices ?? []).map((note) => `- ${note}`),
    '',
  ];
}

function notUnderstood({ parsed, completedFrom, catalog }: Understanding): string[] {
  const lines: string[] = [];
  if (completedFrom !== undefined) lines.push(`I completed the question from the one before: “${completedFrom}”`, '');
  if (parsed.unanswered.length > 0 && !parsed.format)
    lines.push(`I did not understand this part: ${joinList(parsed.unanswered.map((part) => `“${part}”`))}.`, '');
  else if (parsed.unknown.length > 0 && parsed.unknown.length <= 4 && !parsed.format && catalog.columns.length > 0)
    lines.push(
      `I made nothing of ${joinList(parsed.unknown.map((word) => `“${word}”`))}. If it matters, name it as a column or a value: the columns are ${joinList(catalog.columns.slice(0, 12).map(({ name }) => columnName(name)))}${catalog.columns.length > 12 ? ', …' : ''}.`,
      '',
    );
  return lines;
}

function collapse(lines: readonly string[]): string[] {
  const kept = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  while (kept.at(-1) === '') kept.pop();
  return kept;
}
