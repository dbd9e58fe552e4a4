import type { Artifact } from '../db/artifact.entity.ts';
import type { ArtifactRepository, ArtifactSizes } from '../db/artifact.repository.ts';
import type { RunEventRepository } from '../db/run-event.repository.ts';
import type { Run } from '../db/run.entity.ts';
import { type CodeCell, codeCellsOf } from '../events/code-cells.ts';
import type { RunEvent } from '../events/run-event.ts';
import type { ChartScript } from '../export/chart-script/chart-script.ts';
import type { ExportedAnswer, ExportedArtifact, ExportedPart } from '../export/export-document.ts';
import type { ExportFormat } from '../export/export-format.ts';
import { groupBy } from '../loaders/batch-loader.ts';

/** Loads all that a document says of some runs. @param take told the length before anything is loaded; it throws to refuse. */
export type CollectAnswers = (
  runs: readonly Run[],
  format: ExportFormat,
  take: (length: number) => void,
) => Promise<readonly ExportedAnswer[]>;

/** What a document is without any answer: pages have styles. */
const frameLength = 4_096;

const codeTypes = ['CodeWritten', 'CodeOutput', 'CodeFailed'] as const;

export function createCollectAnswers(deps: {
  readonly events: RunEventRepository;
  readonly artifacts: ArtifactRepository;
  readonly chartScript: ChartScript;
}): CollectAnswers {
  const { events, artifacts, chartScript } = deps;
  return async (runs, format, take) => {
    const ids = runs.map(({ id }) => id);
    const [sizes, codeSize] = await Promise.all([artifacts.sizes(ids), events.size(ids, codeTypes)]);
    const reports = runs.reduce((sum, { report }) => sum + report.length, 0);
    const script = format === 'HTML' && sizes.spec > 0 ? (await chartScript.read()).length : 0;
    take(reports + codeSize + lengthIn[format](sizes) + script + frameLength);
    const [codeEvents, found] = await Promise.all([events.readTypes(ids, codeTypes), artifacts.findByRuns(ids)]);
    const contents = await loadContents(found, artifacts);
    const codeOf = groupBy<string, RunEvent>(ids, codeEvents, ({ runId }) => runId);
    const artifactsOf = groupBy<string, Artifact>(ids, found, ({ runId }) => runId);
    return runs.map((run) => {
      const cells = codeCellsOf(codeOf.get(run.id) ?? []);
      const shown = (artifactsOf.get(run.id) ?? []).flatMap((artifact) => {
        const content = contents(artifact);
        return content === undefined ? [] : [{ subtask: artifact.subtask, content }];
      });
      return toAnswer(run, cells, shown);
    });
  };
}

/** What a format takes of the artifacts; base64 makes 4 characters of 3 bytes. */
const lengthIn: Readonly<Record<ExportFormat, (sizes: ArtifactSizes) => number>> = {
  MARKDOWN: ({ svg, rows }) => (svg * 4) / 3 + rows,
  HTML: ({ svg, spec, rows }) => (svg * 4) / 3 + spec + rows,
  NOTEBOOK: ({ svg, png, spec, rows }) => svg + (png * 4) / 3 + spec + rows,
};

async function loadContents(
  found: readonly Artifact[],
  artifacts: ArtifactRepository,
): Promise<(artifact: Artifact) => ExportedArtifact | undefined> {
  const idsOf = (kind: Artifact['kind']) => found.filter((artifact) => artifact.kind === kind).map(({ id }) => id);
  const [charts, tables] = [idsOf('CHART'), idsOf('TABLE')];
  const [specs, svgs, pngs, rows] = await Promise.all([
    artifacts.loadContents(charts, 'spec'),
    artifacts.loadContents(charts, 'svg'),
    artifacts.loadContents(charts, 'png'),
    artifacts.loadContents(tables, 'rows'),
  ]);
  return ({ id, kind, title, columns, totalRows }) => {
    if (kind === 'TABLE') {
      const data = rows.get(id) ?? [];
      return { kind: 'table', title, columns: columns ?? [], rows: data, totalRows: totalRows ?? data.length };
    }
    const [spec, svg, png] = [specs.get(id), svgs.get(id), pngs.get(id)];
    return spec && svg && png ? { kind: 'chart', title, spec, svg, png } : undefined;
  };
}

function toAnswer(
  run: Run,
  cells: readonly CodeCell[],
  shown: readonly { readonly subtask: number; readonly content: ExportedArtifact }[],
): ExportedAnswer {
  const { id: runId, question, mode, status, analyst, sandbox, report, numbers, usage } = run;
  const { name, description, profile } = run.dataset;
  const parts = run.subtasks.map(({ title, index }): ExportedPart => ({
    title,
    code: cells.filter(({ subtask }) => subtask === index),
    artifacts: shown.flatMap(({ subtask, content }) => (subtask === index ? [content] : [])),
  }));
  return {
    ...{ runId, question, mode, status, analyst, sandbox, report, numbers, usage, parts },
    datasets: [{ name, description, rows: profile.rows, columns: profile.columns.length }],
    askedAt: run.createdAt,
    finishedAt: run.finishedAt ?? undefined,
    isRerun: run.rerunOf != null,
    error: run.error ?? undefined,
  };
}
