import { ChevronRight } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { formatNumber } from '../../../lib/format.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import type { ArtifactData } from './artifact-fragment.ts';

const Chart = lazy(() => import('./chart.tsx'));

interface ArtifactProps {
  readonly artifact: ArtifactData;
}

/** A chart that answers to the mouse. */
export function ChartArtifact({ artifact: { id, title, spec } }: ArtifactProps) {
  return (
    <figure className="grid min-w-0 gap-2 rounded-lg border border-line bg-surface p-3">
      <Suspense fallback={<Skeleton className="h-72" />}>
        <Chart artifactId={id} title={title} spec={spec} />
      </Suspense>
    </figure>
  );
}

interface TableArtifactProps extends ArtifactProps {
  readonly isOpen: boolean;
}

/** A table that sorts, folded until somebody wants to see it. */
export function TableArtifact({ artifact: { title, columns, rows, totalRows }, isOpen }: TableArtifactProps) {
  const shown = rows ?? [];
  const total = totalRows ?? shown.length;
  return (
    <details open={isOpen} className="group min-w-0 rounded-lg border border-line bg-surface text-sm">
      <summary className="flex min-h-10 items-center gap-2 rounded-lg px-3 hover:bg-raised">
        <ChevronRight aria-hidden size={15} className="shrink-0 transition-transform group-open:rotate-90" />
        <span className="min-w-0 truncate font-medium">{title}</span>
        <span className="ml-auto shrink-0 text-muted">{total === 1 ? '1 row' : `${formatNumber(total)} rows`}</span>
      </summary>
      <div className="grid min-w-0 gap-2 border-t border-line p-3">
        <DataTable label={title} columns={columns ?? []} rows={shown} />
        {total > shown.length && (
          <p className="text-xs text-muted">
            The first {formatNumber(shown.length)} of {formatNumber(total)} rows.
          </p>
        )}
      </div>
    </details>
  );
}
