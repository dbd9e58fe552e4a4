import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Where an old link leads to, or somebody else's. */
export function NoSuchSession() {
  return (
    <EmptyState icon={<Compass size={32} />} title="There is no such session.">
      <p>It was deleted, or belongs to another account.</p>
      <Link href="/" className="font-medium text-accent underline">
        To your sessions
      </Link>
    </EmptyState>
  );
}
