import { lazy, Suspense } from 'react';
import { DataTable } from '../../../ui/data-table.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { ArtifactData } from './artifact-fragment.ts';

const Chart = lazy(() => import('./chart.tsx'));

/** A chart that answers to the mouse, or a table that sorts. */
export function ArtifactView({ artifact }: { readonly artifact: ArtifactData }) {
  return (
    <figure className="grid min-w-0 gap-2 rounded-lg border border-line bg-surface p-3">
      {artifact.kind === 'CHART' ? (
        <Suspense fallback={<Skeleton className="h-72" />}>
          <Chart artifactId={artifact.id} title={artifact.title} spec={artifact.spec} />
        </Suspense>
      ) : (
        <Table artifact={artifact} />
      )}
    </figure>
  );
}

function Table({ artifact: { title, columns, rows, totalRows } }: { readonly artifact: ArtifactData }) {
  const shown = rows ?? [];
  const isCut = totalRows !== null && totalRows > shown.length;
  return (
    <>
      <figcaption className="text-sm font-semibold">{title}</figcaption>
      <DataTable label={title} columns={columns ?? []} rows={shown} />
      {isCut && (
        <p className="text-xs text-muted">
          The first {shown.length} of {totalRows} rows.
        </p>
      )}
    </>
  );
}
