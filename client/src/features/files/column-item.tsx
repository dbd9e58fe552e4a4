import { formatCell, formatNumber } from '../../lib/format.ts';
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { ColumnNote } from './column-note.tsx';
import { Histogram } from './histogram.tsx';
import { TopValues } from './top-values.tsx';

export const ColumnFragment = graphql(`
  fragment Column on ColumnProfile {
    name
    type
    nulls
    distinct
    distinctIsApproximate
    min
    max
    mean
    quartiles
    topValues {
      value
      count
    }
    histogram {
      start
      end
      count
    }
  }
`);

export type Column = ResultOf<typeof ColumnFragment>;

interface ColumnItemProps {
  readonly fileId: string;
  readonly column: Column;
  readonly rows: number;
  readonly note: string;
}

export function ColumnItem({ fileId, column, rows, note }: ColumnItemProps) {
  const { name, type, nulls, histogram, topValues } = column;
  return (
    <li className="grid gap-2 rounded-lg border border-line p-3 text-sm">
      <div className="flex items-baseline gap-2">
        <span className="min-w-0 font-medium break-words">{name}</span>
        <span className="shrink-0 text-xs text-muted">{type.toLowerCase()}</span>
        {nulls > 0 && <span className="ml-auto shrink-0 text-xs text-warning">{missing(nulls, rows)} missing</span>}
      </div>
      {histogram === null ? <TopValues values={topValues} rows={rows} /> : <Histogram name={name} bins={histogram} />}
      <p className="text-xs text-muted tabular-nums">{facts(column).join(' · ')}</p>
      <ColumnNote fileId={fileId} column={name} note={note} />
    </li>
  );
}

function missing(nulls: number, rows: number): string {
  const percent = (nulls / rows) * 100;
  return percent < 1 ? formatNumber(nulls) : `${Math.round(percent)} %`;
}

function facts({ min, max, mean, quartiles, distinct, distinctIsApproximate }: Column): string[] {
  const median = quartiles?.[1];
  return [
    ...(min === null || max === null ? [] : [`${short(min)} to ${short(max)}`]),
    ...(mean === null ? [] : [`mean ${formatNumber(mean)}`]),
    ...(median === undefined ? [] : [`median ${formatNumber(median)}`]),
    `${distinctIsApproximate ? 'about ' : ''}${formatNumber(distinct)} different`,
  ];
}

/** A least or greatest value comes as text; a number among them is shown as numbers are. */
function short(value: string): string {
  const number = Number(value);
  const text = value.trim() !== '' && Number.isFinite(number) ? formatCell(number) : value;
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
