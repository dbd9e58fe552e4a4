import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { useTitle } from '../lib/title.ts';
import { EmptyState } from '../ui/empty-state.tsx';

export default function NotFoundPage() {
  useTitle('Not found');
  return (
    <main className="grid h-full place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState icon={<Compass size={32} />} title="There is nothing at this address.">
        <Link href="/" className="font-medium text-accent underline">
          To your sessions
        </Link>
      </EmptyState>
    </main>
  );
}
