import { formatNumber } from '../../lib/format.ts';

interface HistogramProps {
  readonly name: string;
  readonly bins: readonly { readonly start: number; readonly end: number; readonly count: number }[];
}

const height = 36;

/** The shape of a numeric column, small; the bars tell their range and count when pointed at. */
export function Histogram({ name, bins }: HistogramProps) {
  const highest = Math.max(...bins.map(({ count }) => count), 1);
  return (
    <svg
      role="img"
      aria-label={`Distribution of ${name}`}
      viewBox={`0 0 ${bins.length * 10} ${height}`}
      preserveAspectRatio="none"
      className="h-9 w-full"
    >
      {bins.map(({ start, end, count }, index) => {
        const size = count === 0 ? 0 : Math.max((count / highest) * height, 1);
        return (
          <rect key={start} x={index * 10 + 0.5} y={height - size} width={9} height={size} className="fill-accent">
            <title>{`${formatNumber(start)} to ${formatNumber(end)}: ${formatNumber(count)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
