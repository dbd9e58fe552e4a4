import { AppError } from '@mas/kit/errors';
import { z } from 'zod';
import type { Artifact } from '../db/artifact.entity.ts';
import type { RunLoaders } from '../loaders/run-loaders.ts';
import type { ChartScript } from '../export/chart-script/chart-script.ts';
import { chartToHtml } from '../export/html/to-html.ts';
import type { DocumentAllowance } from './document-allowance.ts';

/** One chart or table by itself. */
export interface ArtifactService {
  /** @throws AppError NOT_FOUND when the caller has no artifact of that id. */
  find(id: string): Promise<Artifact>;
  /** A chart as a document of its own; nothing for a table. @throws AppError PAYLOAD_TOO_LARGE */
  html(artifact: Artifact): Promise<string | undefined>;
}

export interface ArtifactServiceDependencies {
  /** They give the caller's own runs alone. */
  readonly loaders: RunLoaders;
  readonly chartScript: ChartScript;
  readonly allowance: DocumentAllowance;
}

export function createArtifactService(deps: ArtifactServiceDependencies): ArtifactService {
  const { loaders, chartScript, allowance } = deps;
  return {
    async find(id) {
      const artifact = z.guid().safeParse(id).success ? await loaders.artifacts.load(id) : undefined;
      const run = artifact && (await loaders.runs.load(artifact.runId));
      if (artifact === undefined || run === undefined) throw new AppError('NOT_FOUND', 'There is no such artifact.');
      return artifact;
    },
    async html({ id, kind, title }) {
      if (kind !== 'CHART') return undefined;
      const { spec, svg, png } = loaders.contents;
      const [chartSpec, drawing, picture] = await Promise.all([spec.load(id), svg.load(id), png.load(id)]);
      if (!chartSpec || !drawing || !picture) return undefined;
      const html = await chartToHtml(
        { kind: 'chart', title, spec: chartSpec, svg: drawing, png: picture },
        chartScript,
      );
      allowance.take(html.length);
      return html;
    },
  };
}
