import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row as TableRow,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { classNames } from '../lib/class-names.ts';
import { formatCell } from '../lib/format.ts';
import { Button } from './button.tsx';
import { compareCells } from './compare-cells.ts';

export type Row = readonly unknown[];

interface DataTableProps {
  /** What the table holds: its accessible name. */
  readonly label: string;
  readonly columns: readonly string[];
  /** The values in the columns' order. */
  readonly rows: readonly Row[];
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const page = 50;

/** A table whose columns sort: numbers by size, what is missing last. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  const [shown, setShown] = useState(page);
  const definitions = useMemo(() => columns.map(columnDefinition), [columns]);
  const table = useTable({ features, columns: definitions, data: rows });
  const isNumeric = useMemo(
    () => columns.map((_, index) => rows.some((row) => typeof row[index] === 'number')),
    [columns, rows],
  );
  const sorted = table.getRowModel().rows;
  return (
    <div className="grid gap-2">
      <div
        role="group" // many tables are no landmarks
        aria-label={label}
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-lg border border-line"
      >
        <table className="w-full border-collapse text-sm">
          <thead className="sticky top-0 bg-raised">
            <tr>
              {table.getFlatHeaders().map(({ column }, index) => (
                <th
                  key={column.id}
                  scope="col"
                  aria-sort={ariaSort(column.getIsSorted())}
                  className={classNames('p-0 font-semibold', isNumeric[index] === true ? 'text-right' : 'text-left')}
                >
                  <button
                    type="button"
                    className="inline-flex min-h-9 items-center gap-1 px-3 whitespace-nowrap"
                    onClick={column.getToggleSortingHandler()}
                  >
                    {columns[index]}
                    <SortMark direction={column.getIsSorted()} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown).map((row) => (
              <BodyRow key={row.id} row={row} isNumeric={isNumeric} />
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > shown && (
        <Button size="small" tone="quiet" onClick={() => setShown(shown + 500)}>
          Show more of {sorted.length} rows
        </Button>
      )}
    </div>
  );
}

function columnDefinition(name: string, index: number): ColumnDef<typeof features, Row> {
  return {
    id: String(index),
    header: name,
    accessorFn: (row) => row[index],
    sortFn: (left: TableRow<typeof features, Row>, right: TableRow<typeof features, Row>) =>
      compareCells(left.original[index], right.original[index]),
  };
}

interface BodyRowProps {
  readonly row: TableRow<typeof features, Row>;
  readonly isNumeric: readonly boolean[];
}

function BodyRow({ row, isNumeric }: BodyRowProps) {
  return (
    <tr className="border-t border-line">
      {row.original.map((value, index) => (
        <td
          key={index}
          className={classNames(
            'max-w-80 truncate px-3 py-1.5',
            isNumeric[index] === true ? 'text-right tabular-nums' : 'text-left',
            (value === null || value === undefined) && 'text-muted',
          )}
        >
          {formatCell(value)}
        </td>
      ))}
    </tr>
  );
}

function SortMark({ direction }: { readonly direction: false | 'asc' | 'desc' }) {
  if (direction === false) return null;
  return direction === 'asc' ? <ArrowUp aria-hidden size={13} /> : <ArrowDown aria-hidden size={13} />;
}

function ariaSort(direction: false | 'asc' | 'desc'): 'ascending' | 'descending' | undefined {
  if (direction === false) return undefined;
  return direction === 'asc' ? 'ascending' : 'descending';
}
