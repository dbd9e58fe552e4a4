import { CodeCellView, type CodeCellData } from '../code/code-cell.tsx';

interface RunCodeProps {
  readonly cells: readonly CodeCellData[];
  /** Runs a subtask's code again, and tells whether it was taken; absent while the run is under way. */
  readonly onRun: ((subtask: number, source: string) => Promise<boolean>) | undefined;
}

/** The code of each subtask: its last attempt, and those before it folded away. */
export function RunCode({ cells, onRun }: RunCodeProps) {
  if (cells.length === 0) return null;
  const last = cells.filter((cell) => cells.findLast(({ subtask }) => subtask === cell.subtask) === cell);
  const earlier = cells.filter((cell) => !last.includes(cell));
  return (
    <div className="grid min-w-0 gap-2">
      {last.map((cell) => (
        <CodeCellView
          key={`${cell.subtask}/${cell.attempt}`}
          cell={cell}
          onRun={onRun === undefined ? undefined : (source) => onRun(cell.subtask, source)}
        />
      ))}
      {earlier.length > 0 && (
        <details className="min-w-0 text-sm">
          <summary className="rounded-lg px-1 py-1 text-muted">
            {earlier.length === 1 ? 'One earlier attempt' : `${earlier.length} earlier attempts`}
          </summary>
          <div className="mt-2 grid min-w-0 gap-2">
            {earlier.map((cell) => (
              <CodeCellView key={`${cell.subtask}/${cell.attempt}`} cell={cell} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}
