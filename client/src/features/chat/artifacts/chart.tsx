import { Download, Table2 } from 'lucide-react';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useClient } from 'urql';
import { classNames } from '../../../lib/class-names.ts';
import { useStore } from '../../../lib/store.ts';
import { isDark } from '../../../lib/theme.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { chartData, type ChartData } from './chart-data.ts';
import { drawChart, type DrawnChart } from './draw-chart.ts';
import { saveChart } from './save-chart.ts';

interface ChartProps {
  readonly artifactId: string;
  readonly title: string;
  readonly spec: unknown;
}

export default function Chart({ artifactId, title, spec }: ChartProps) {
  const container = useRef<HTMLDivElement>(null);
  const { drawn, problem } = useDrawing(container, spec);
  const [data, setData] = useState<ChartData>();
  const client = useClient();

  return (
    <>
      <div className="-my-1 flex items-center gap-1">
        <figcaption className="min-w-0 flex-1 text-sm font-semibold">{title}</figcaption>
        <IconButton
          label={`Data of ${title}`}
          icon={<Table2 size={16} />}
          disabled={drawn === undefined}
          onClick={() => drawn !== undefined && setData(chartData(drawn.view, spec))}
        />
        <Menu
          trigger={<IconButton label={`Save ${title}`} icon={<Download size={16} />} disabled={drawn === undefined} />}
          items={(['PNG', 'SVG', 'HTML'] as const).map((format) => ({
            label: `Save as ${format}`,
            onSelect: () => void saveChart(client, { artifactId, title, format }),
          }))}
        />
      </div>
      {problem === undefined ? (
        // Vega names the element that it draws into by itself; a picture that is too wide is scrolled with the arrow keys.
        <div
          role="img"
          aria-label={`Chart: ${title}`}
          aria-busy={drawn === undefined}
          tabIndex={0}
          className={classNames('chart w-full overflow-x-auto', drawn === undefined && 'min-h-40')}
        >
          <div ref={container} />
        </div>
      ) : (
        <p className="text-sm text-danger">{problem}</p>
      )}
      {data !== undefined && (
        <Dialog title={`Data of ${title}`} width="wide" onClose={() => setData(undefined)}>
          <DataTable label={`Data of ${title}`} columns={data.columns} rows={data.rows} />
        </Dialog>
      )}
    </>
  );
}

/** A chart in the page's colours, as wide as its element is and becomes. */
function useDrawing(container: RefObject<HTMLElement | null>, spec: unknown) {
  const [drawn, setDrawn] = useState<DrawnChart>();
  const [problem, setProblem] = useState<string>();
  const dark = useStore(isDark);
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    const drawing = drawChart(element, spec, dark, signal);
    const resized = new ResizeObserver(
      () => void drawing.then(({ fit }) => signal.aborted || fit()).catch(() => undefined),
    );
    drawing.then(
      (done) => {
        if (signal.aborted) return;
        setDrawn(done);
        resized.observe(element);
      },
      (error: unknown) =>
        signal.aborted || setProblem(error instanceof Error ? error.message : 'The chart cannot be drawn.'),
    );
    return () => {
      leaving.abort();
      resized.disconnect();
      setDrawn(undefined);
      void drawing.then(({ view }) => view.finalize()).catch(() => undefined); // what failed to draw was said above
    };
  }, [container, spec, dark]);
  return { drawn, problem };
}
