import type { ExportDocument, ExportedAnswer } from './export-document.ts';

/** `2026-01-15 10:30 UTC`: the same wherever the document is read. */
export function dateText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What stands above an answer: names with values, both plain text. */
export function answerFacts(answer: ExportedAnswer): readonly (readonly [name: string, value: string])[] {
  const { datasets, askedAt, finishedAt, analyst, sandbox, mode, usage, isRerun } = answer;
  const seconds = finishedAt && ((finishedAt.getTime() - askedAt.getTime()) / 1000).toFixed(1);
  const tokens = usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  return [
    [datasets.length === 1 ? 'Dataset' : 'Datasets', datasets.map(datasetText).join('; ')],
    ['Asked', `${dateText(askedAt)}${isRerun ? ', with the code of an earlier answer' : ''}`],
    ['Answered by', `${analyst}, ${mode.toLowerCase()}; code ran as ${sandbox || 'none'}`],
    ...(seconds === undefined ? [] : [['Time', `${seconds} seconds`] as const]),
    usage.modelCalls === 0
      ? ['Usage', 'no model was asked']
      : ['Usage', `${plural(usage.modelCalls, 'model call')}, ${plural(tokens, 'token')}, $${usage.cost.toFixed(4)}`],
  ];
}

const maxHeadline = 120;

/** A question as a heading: all of it where it is short. */
export function headlineOf(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  return line.length > maxHeadline ? `${line.slice(0, maxHeadline - 1)}…` : line;
}

export function documentFacts({ session, madeAt, answers }: ExportDocument): string {
  const count = answers.length === 1 ? '' : ` · ${answers.length} answers`;
  return `Session “${session.title}”${count} · exported ${dateText(madeAt)}`;
}

export const nothingAnswered = 'No question has been answered in this session yet.';

export const unverifiedLegend = 'a number that no executed result holds.';

function datasetText({ name, description, rows, columns }: ExportedAnswer['datasets'][number]): string {
  const about = description === '' ? '' : ` – ${description}`;
  return `${name} (${plural(rows, 'row')}, ${plural(columns, 'column')})${about}`;
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
