import { formatNumber } from '../../lib/format.ts';

interface TopValuesProps {
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly rows: number;
}

const shown = 4;

export function TopValues({ values, rows }: TopValuesProps) {
  if (values.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {values.slice(0, shown).map(({ value, count }) => (
        <li key={value} className="grid grid-cols-[1fr_auto] items-center gap-x-2 text-xs">
          <span className="truncate" title={value}>
            {value === '' ? '(empty text)' : value}
          </span>
          <span className="text-muted tabular-nums">{formatNumber(count)}</span>
          <meter aria-hidden className="share col-span-2 h-1 w-full" min={0} max={Math.max(rows, 1)} value={count} />
        </li>
      ))}
    </ul>
  );
}
