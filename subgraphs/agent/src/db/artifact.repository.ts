import type { EntityManager } from '@mikro-orm/postgresql';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { RenderedChart } from '../charts/chart-renderer.ts';
import type { ExecutionArtifact, JsonObject, JsonValue } from '../sandbox/sandbox.ts';
import { type Artifact, ArtifactEntity } from './artifact.entity.ts';

export interface NewArtifact {
  readonly runId: string;
  readonly subtask: number;
  readonly position: number;
  readonly content: ExecutionArtifact;
  /** A chart's picture. */
  readonly drawing?: RenderedChart;
}

/** The bulky part of an artifact. */
export interface ArtifactContent {
  readonly spec: JsonObject | null;
  readonly svg: string | null;
  readonly png: Buffer | null;
  readonly rows: readonly (readonly JsonValue[])[] | null;
}

export interface ArtifactRepository {
  /** Stores an artifact and gives its id; one that is stored already at that place is replaced and keeps its id. */
  save(artifact: NewArtifact): Promise<string>;
  /** Without their content, by run, subtask and place. */
  findByRuns(runIds: readonly string[]): Promise<Artifact[]>;
  findByIds(ids: readonly string[]): Promise<Artifact[]>;
  /** How large the content of all artifacts of some runs is. */
  sizes(runIds: readonly string[]): Promise<ArtifactSizes>;
  /** One part of the content of each. */
  loadContents<Part extends keyof ArtifactContent>(
    ids: readonly string[],
    part: Part,
  ): Promise<ReadonlyMap<string, ArtifactContent[Part]>>;
}

/** Bytes, added up. */
export type ArtifactSizes = Readonly<Record<keyof ArtifactContent, number>>;

export function createArtifactRepository(em: EntityManager, pool: Pool): ArtifactRepository {
  return {
    async save({ runId, subtask, position, content, drawing }) {
      const chart = content.kind === 'chart' ? content : undefined;
      const table = content.kind === 'table' ? content : undefined;
      const { rows } = await pool.query<{ id: string }>(
        `insert into artifacts (id, run_id, subtask, position, kind, title, spec, svg, png, columns, rows, total_rows)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (run_id, subtask, position) do update set kind = excluded.kind, title = excluded.title,
           spec = excluded.spec, svg = excluded.svg, png = excluded.png, columns = excluded.columns, rows = excluded.rows,
           total_rows = excluded.total_rows
         returning id`,
        [
          randomUUID(),
          runId,
          subtask,
          position,
          content.kind.toUpperCase(),
          withoutNul(content.title),
          chart && JSON.stringify(chart.spec),
          drawing && withoutNul(drawing.svg),
          drawing && Buffer.from(drawing.png),
          table && JSON.stringify(table.columns),
          table && JSON.stringify(table.rows),
          table?.totalRows,
        ],
      );
      return (rows[0] as { id: string }).id; // an insert that did not throw returns its row
    },
    findByRuns: (runIds) =>
      em.find(
        ArtifactEntity,
        { runId: { $in: [...runIds] } },
        { orderBy: { runId: 'asc', subtask: 'asc', position: 'asc' } },
      ),
    findByIds: (ids) => em.find(ArtifactEntity, { id: { $in: [...ids] } }),
    async sizes(runIds) {
      const { rows } = await pool.query<ArtifactSizes>(
        `select coalesce(sum(octet_length(spec::text)), 0)::float8 as spec, coalesce(sum(octet_length(svg)), 0)::float8 as svg,
           coalesce(sum(octet_length(png)), 0)::float8 as png, coalesce(sum(octet_length(rows::text)), 0)::float8 as rows
         from artifacts where run_id = any($1)`,
        [runIds],
      );
      return rows[0] ?? { spec: 0, svg: 0, png: 0, rows: 0 };
    },
    async loadContents<Part extends keyof ArtifactContent>(ids: readonly string[], part: Part) {
      const { rows } = await pool.query<{ id: string; content: ArtifactContent[Part] }>(
        `select id, ${part} as content from artifacts where id = any($1)`,
        [ids],
      );
      return new Map(rows.map(({ id, content }) => [id, content]));
    },
  };
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '\uFFFD'); // PostgreSQL's text holds no NUL
}
