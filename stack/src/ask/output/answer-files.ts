import { harmlessMarkdown } from '@mas/agent/export/markdown/markdown-text';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../graph/run-event.ts';
import type { CodeRecord, RunRecord } from '../run-record.ts';
import { chartPage, loadChartScript } from './chart-page.ts';
import { slug } from './slug.ts';
import { tableCsv } from './table-csv.ts';

export interface SavedAnswer {
  /** Every file, in the order of their names. */
  readonly paths: readonly string[];
  /** The paths of each artifact's files by their kind (png, svg, html, csv), in the artifacts' order. */
  readonly artifacts: readonly Readonly<Record<string, string>>[];
}

type Content = string | Uint8Array;

/** Saves the answer as Markdown, when there is one, and its charts, tables and code beside it. */
export async function saveAnswer(folder: string, record: RunRecord): Promise<SavedAnswer> {
  await mkdir(folder, { recursive: true });
  const pages = await chartPages(record.artifacts);
  const artifacts = nameArtifacts(record.artifacts).map(({ stem, artifact }) =>
    Object.entries(contentsOf(artifact, pages.get(artifact))).map(([kind, content]) => ({
      kind,
      path: join(folder, `${stem}.${kind}`),
      content,
    })),
  );
  const files = [
    ...(record.answer === '' ? [] : [{ path: join(folder, 'answer.md'), content: markdown(record) }]),
    ...nameCode(record.code).map(({ name, source }) => ({ path: join(folder, name), content: source })),
    ...artifacts.flat(),
  ];
  await Promise.all(files.map(({ path, content }) => writeFile(path, content)));
  return {
    paths: files.map(({ path }) => path).toSorted(),
    artifacts: artifacts.map((own) => Object.fromEntries(own.map(({ kind, path }) => [kind, path]))),
  };
}

async function chartPages(artifacts: readonly Artifact[]): Promise<ReadonlyMap<Artifact, string>> {
  const charts = artifacts.filter(isDrawable);
  if (charts.length === 0) return new Map();
  const script = await loadChartScript();
  return new Map(await Promise.all(charts.map(async (chart) => [chart, await chartPage(chart, script)] as const)));
}

function isDrawable(artifact: Artifact): artifact is Artifact & { readonly spec: object } {
  return artifact.kind === 'CHART' && typeof artifact.spec === 'object' && artifact.spec !== null;
}

function nameArtifacts(artifacts: readonly Artifact[]) {
  return artifacts.map((artifact, index) => {
    const number = artifacts.slice(0, index + 1).filter(({ kind }) => kind === artifact.kind).length;
    const parts = [artifact.kind.toLowerCase(), String(number), slug(artifact.title)];
    return { artifact, stem: parts.filter((part) => part !== '').join('-') };
  });
}

function contentsOf(artifact: Artifact, html: string | undefined): Readonly<Record<string, Content>> {
  const { png, svg, columns, rows } = artifact;
  return {
    ...(png != null && { png: Buffer.from(png, 'base64') }),
    ...(svg != null && { svg }),
    ...(html !== undefined && { html }),
    ...(columns != null && rows != null && { csv: tableCsv(columns, rows) }),
  };
}

const extensions: Readonly<Record<string, string>> = { javascript: 'js', python: 'py' };

function nameCode(code: readonly CodeRecord[]) {
  return code.map(({ subtask, attempt, language, source }) => ({
    name: `code-${subtask + 1}${attempt === 0 ? '' : `-repair-${attempt}`}.${extensions[language] ?? 'txt'}`,
    source,
  }));
}

function markdown({ question, answer, artifacts }: RunRecord): string {
  const images = nameArtifacts(artifacts)
    .filter(({ artifact }) => artifact.png != null)
    .map(({ stem, artifact }) => `![${artifact.title.replaceAll(/[[\]\s]+/g, ' ')}](${encodeURI(stem)}.png)`);
  const asked = `> ${harmlessMarkdown(question).replaceAll('\n', '\n> ')}`;
  return `${[asked, harmlessMarkdown(answer.trim()), ...images].join('\n\n')}\n`;
}
