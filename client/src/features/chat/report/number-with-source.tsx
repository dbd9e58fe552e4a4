import type { ComponentProps } from 'react';
import type { ExtraProps } from 'react-markdown';

/** A number of the report: its source on hover and focus; marked when it has none. */
export function NumberWithSource({ node, children }: ComponentProps<'data'> & ExtraProps) {
  const isVerified = node?.properties['data-verified'] !== 'false';
  const source = node?.properties['data-source'];
  if (!isVerified) {
    return (
      <mark
        className="rounded-sm bg-warning-soft px-0.5 text-warning underline decoration-dotted underline-offset-2"
        title="No executed result holds this number."
      >
        {children}
        <span className="sr-only"> (not verified)</span>
      </mark>
    );
  }
  return (
    <span className="number" title={typeof source === 'string' && source !== '' ? `From ${source}` : undefined}>
      {children}
    </span>
  );
}
