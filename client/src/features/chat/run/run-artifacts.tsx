import { memo, useMemo } from 'react';
import { readFragment } from '../../../lib/graphql.ts';
import { ArtifactFragment } from '../artifacts/artifact-fragment.ts';
import { ChartArtifact, TableArtifact } from '../artifacts/artifact.tsx';
import type { RunArtifact } from '../events/run-state.ts';

interface RunArtifactsProps {
  readonly artifacts: readonly RunArtifact[];
}

/** Not drawn again with each piece of text. */
export const RunCharts = memo(function RunCharts({ artifacts }: RunArtifactsProps) {
  const charts = useArtifacts(artifacts, 'CHART');
  if (charts.length === 0) return null;
  return (
    <div className="grid min-w-0 gap-3">
      {charts.map((chart) => (
        <ChartArtifact key={chart.id} artifact={chart} />
      ))}
    </div>
  );
});

interface RunTablesProps extends RunArtifactsProps {
  /** Whether they are all that there is to see: no report says what is in them. */
  readonly isOpen: boolean;
}

export const RunTables = memo(function RunTables({ artifacts, isOpen }: RunTablesProps) {
  const tables = useArtifacts(artifacts, 'TABLE');
  if (tables.length === 0) return null;
  return (
    <div className="grid min-w-0 gap-2">
      {tables.map((table) => (
        <TableArtifact key={table.id} artifact={table} isOpen={isOpen} />
      ))}
    </div>
  );
});

function useArtifacts(artifacts: readonly RunArtifact[], kind: 'CHART' | 'TABLE') {
  return useMemo(
    () => artifacts.map((artifact) => readFragment(ArtifactFragment, artifact)).filter((each) => each.kind === kind),
    [artifacts, kind],
  );
}
