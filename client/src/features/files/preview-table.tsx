import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { formatNumber, formatRaw } from '../../lib/format.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePreviewPages, type Row } from './use-preview-pages.ts';

const rowHeight = 32;

/** All rows of a dataset to scroll through; the rows in sight are fetched, page by page, and no others are on the page. */
export function PreviewTable({ fileId, name }: { readonly fileId: string; readonly name: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, totalRows, rowAt, request, error, retry } = usePreviewPages(fileId);
  const isNumeric = useMemo(() => numericColumns(columns, rowAt), [columns, rowAt]);
  // The virtualiser keeps state of its own that the React compiler cannot see; this component is not memoised.
  const rows = useVirtualizer({
    count: Math.min(totalRows, maxRows),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    onChange: (instance) => {
      const items = instance.getVirtualItems();
      request(items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
    },
  });
  if (error !== undefined) return <ErrorNotice error={error} onRetry={retry} />;
  if (columns === undefined) return <Skeleton className="h-80" />;
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="grid gap-2">
      <div
        ref={scroller}
        role="region"
        aria-label={`Rows of ${name}`}
        tabIndex={0}
        className="h-[min(32rem,60dvh)] overflow-auto rounded-lg border border-line"
      >
        <table aria-rowcount={totalRows} className="min-w-full border-collapse text-sm">
          <thead className="sticky top-0 z-10 bg-raised">
            <tr>
              <th scope="col" className="px-3 text-right font-normal text-muted">
                #
              </th>
              {columns.map((column, place) => (
                <th
                  key={column}
                  scope="col"
                  className={classNames(
                    'h-9 px-3 font-semibold whitespace-nowrap',
                    isNumeric.has(place) ? 'text-right' : 'text-left',
                  )}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={before} />
            {items.map(({ index }) => (
              <PreviewRow key={index} index={index} row={rowAt(index)} columns={columns} isNumeric={isNumeric} />
            ))}
            <Gap height={after} />
          </tbody>
        </table>
      </div>
      <p className="text-xs text-muted">
        {totalRows > maxRows
          ? `The first ${formatNumber(maxRows)} of ${formatNumber(totalRows)} rows.`
          : `${formatNumber(totalRows)} rows.`}
      </p>
    </div>
  );
}

/** Browsers do not lay out elements taller than some 30 million pixels. */
const maxRows = 500_000;

function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden style={{ height }}>
      <td />
    </tr>
  );
}

interface PreviewRowProps {
  readonly index: number;
  /** Absent until it is fetched. */
  readonly row: Row | undefined;
  readonly columns: readonly string[];
  readonly isNumeric: ReadonlySet<number>;
}

function PreviewRow({ index, row, columns, isNumeric }: PreviewRowProps) {
  return (
    <tr aria-rowindex={index + 1} className="h-8 border-t border-line">
      <td className="px-3 text-right text-muted tabular-nums">{formatNumber(index + 1)}</td>
      {columns.map((column, place) => (
        <td
          key={column}
          className={classNames(
            'max-w-72 truncate px-3 whitespace-nowrap',
            isNumeric.has(place) && 'text-right tabular-nums',
            row?.[place] == null && 'text-muted',
          )}
        >
          {row === undefined ? '…' : formatRaw(row[place])}
        </td>
      ))}
    </tr>
  );
}

/** Places of the columns with numbers, as the first rows have them. */
function numericColumns(
  columns: readonly string[] = [],
  rowAt: (index: number) => Row | undefined,
): ReadonlySet<number> {
  const first = Array.from({ length: 100 }, (_, index) => rowAt(index));
  return new Set(columns.keys().filter((place) => first.some((row) => typeof row?.[place] === 'number')));
}
