import { memo } from 'react';
import { readFragment } from '../../../lib/graphql.ts';
import { ArtifactView } from '../artifacts/artifact.tsx';
import { ArtifactFragment } from '../artifacts/artifact-fragment.ts';
import type { RunArtifact } from '../events/run-state.ts';

/** Not drawn again with each piece of text. */
export const RunArtifacts = memo(function RunArtifacts({ artifacts }: { readonly artifacts: readonly RunArtifact[] }) {
  if (artifacts.length === 0) return null;
  return (
    <div className="grid min-w-0 gap-3">
      {artifacts.map((artifact) => (
        <ArtifactView key={artifact.id} artifact={readFragment(ArtifactFragment, artifact)} />
      ))}
    </div>
  );
});
