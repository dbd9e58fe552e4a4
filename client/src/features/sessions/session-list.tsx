import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql, readFragment } from '../../lib/graphql.ts';
import { useStore } from '../../lib/store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SessionItem, SessionItemFragment } from './session-item.tsx';
import { pendingDeletions } from './pending-deletions.ts';

const SessionListQuery = graphql(
  `
    query SessionList($first: Int!, $search: String) {
      me {
        id
        sessions(first: $first, search: $search) {
          totalCount
          nodes {
            id
            ...SessionItem
          }
        }
      }
    }
  `,
  [SessionItemFragment],
);

const pageSize = 50;
const maxPage = 500;
/** A search among fewer is in the way. */
const searchFrom = 6;

interface SessionListProps {
  readonly currentId: string | undefined;
  readonly onChoose: () => void;
}

export function SessionList({ currentId, onChoose }: SessionListProps) {
  const [first, setFirst] = useState(pageSize);
  const [search, setSearch] = useState('');
  const deferredSearch = useDeferredValue(search.trim());
  const leaving = useStore(pendingDeletions);
  const [{ data, error, fetching }, retry] = useQuery({
    query: SessionListQuery,
    variables: { first, search: deferredSearch === '' ? null : deferredSearch },
    context: sessionTypes,
  });
  if (data === undefined && error !== undefined) {
    const appError = toAppError(error);
    return appError && <ErrorNotice error={appError} onRetry={() => retry({ requestPolicy: 'network-only' })} />;
  }
  if (data === undefined) return <LoadingList />;

  const { nodes, totalCount } = data.me.sessions;
  const shown = nodes.filter(({ id }) => !leaving.has(id));
  return (
    <>
      {(totalCount >= searchFrom || search !== '') && <SearchField value={search} onChange={setSearch} />}
      <ul className="grid gap-0.5 pb-3" aria-busy={fetching}>
        {shown.map((node) => (
          <SessionItem
            key={node.id}
            session={readFragment(SessionItemFragment, node)}
            isCurrent={node.id === currentId}
            successorId={shown.find(({ id }) => id !== node.id)?.id}
            onChoose={onChoose}
          />
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="px-2 py-4 text-center text-sm text-muted">
          {search === '' ? 'No session yet.' : 'No session has that in its title.'}
        </p>
      )}
      {totalCount > nodes.length && first < maxPage && (
        <Button size="small" tone="quiet" className="mb-3 w-full" onClick={() => setFirst(first + pageSize)}>
          Show more of {totalCount}
        </Button>
      )}
    </>
  );
}

const sessionTypes = { additionalTypenames: ['Session'] };

function SearchField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <label className="relative mb-2 block">
      <span className="sr-only">Search sessions</span>
      <Search aria-hidden size={16} className="absolute top-2.5 left-2.5 text-muted" />
      <input
        type="search"
        placeholder="Search sessions"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-9 w-full rounded-lg border border-strong-line bg-surface pr-2 pl-8 text-base sm:text-sm"
      />
    </label>
  );
}

function LoadingList() {
  return (
    <div aria-busy className="grid gap-2 py-1">
      <Skeleton className="h-8" />
      <Skeleton className="h-8 w-4/5" />
      <Skeleton className="h-8 w-11/12" />
    </div>
  );
}
