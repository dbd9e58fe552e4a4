import type { Exchange, MemorySummaries, QuestionContext } from '../../analyst.ts';

const MOST_BYTES = 4_000;

/** What is kept of an exchange: one line for each finding, chart and piece of code; the oldest lines make room. */
export function summarizeExchange(context: QuestionContext, exchange: Exchange): MemorySummaries {
  const { summaries } = context.memory;
  const done = exchange.results.filter(({ execution }) => execution?.ok);
  const question = oneLine(context.question, 120);
  const headline = exchange.report.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const charts = done
    .flatMap(({ execution }) => execution?.artifacts ?? [])
    .flatMap((artifact) => (artifact.kind === 'chart' ? [artifact.title] : []));
  return {
    analysis: append(
      summaries.analysis,
      done.length > 0 ? [`${question}: ${oneLine(headline.replace(/^- /, ''), 240)}`] : [],
    ),
    visualization: append(
      summaries.visualization,
      charts.map((title) => `chart “${oneLine(title, 120)}” for: ${question}`),
    ),
    code: append(
      summaries.code,
      done.map(
        ({ subtask, repairs }) =>
          `${oneLine(subtask.title, 140)}${repairs > 0 ? `, after ${String(repairs)} repairs` : ''}`,
      ),
    ),
    userPreferences: append(summaries.userPreferences, preferences(context)),
  };
}

function preferences({ question, requestedMode }: QuestionContext): string[] {
  const wantsChart = /\b(?:chart|plot|graph|histogram|visuali[sz]e)\b/i.test(question) ? ['asks for charts'] : [];
  return [
    ...wantsChart,
    ...(requestedMode ? [`chooses the ${requestedMode === 'QUICK' ? 'quick' : 'technical'} mode`] : []),
  ];
}

function oneLine(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** Each line once, newest last, within the limit. */
function append(before: string, added: readonly string[]): string {
  const fresh = added.map((line) => `- ${line}`);
  const lines = [...before.split('\n').filter((line) => line !== '' && !fresh.includes(line)), ...new Set(fresh)];
  while (Buffer.byteLength(lines.join('\n')) > MOST_BYTES && lines.length > 1) lines.shift();
  return lines.join('\n');
}
