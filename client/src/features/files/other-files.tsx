import { Ellipsis } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { formatBytes } from '../../lib/format.ts';
import { graphql } from '../../lib/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { DeleteFileDialog } from './delete-file-dialog.tsx';
import { useActivateFile } from './use-activate-file.ts';

const OtherFilesQuery = graphql(`
  query OtherFiles($first: Int!, $search: String) {
    me {
      id
      files(first: $first, search: $search) {
        totalCount
        nodes {
          id
          name
          sizeBytes
        }
      }
    }
  }
`);

const pageSize = 20;
const searchFrom = 8;
const fileTypes = { additionalTypenames: ['File'] };

interface OtherFilesProps {
  readonly sessionId: string;
  readonly activeIds: readonly string[];
}

/** What the person uploaded elsewhere, folded away while there is something here: each can take the place of the session's files, or join them. */
export function OtherFiles({ sessionId, activeIds }: OtherFilesProps) {
  const [isOpen, setIsOpen] = useState(activeIds.length === 0);
  const [first, setFirst] = useState(pageSize);
  const [search, setSearch] = useState('');
  const deferredSearch = useDeferredValue(search.trim());
  const [{ data }] = useQuery({
    query: OtherFilesQuery,
    variables: { first, search: deferredSearch === '' ? null : deferredSearch },
    context: fileTypes,
  });
  if (data === undefined) return null;
  const { nodes, totalCount } = data.me.files;
  const others = nodes.filter(({ id }) => !activeIds.includes(id));
  if (others.length === 0 && search === '') return null;
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-8 rounded-lg py-1 text-sm font-medium text-muted">
        Your other files ({totalCount - activeIds.length})
      </summary>
      {(totalCount >= searchFrom || search !== '') && (
        <input
          type="search"
          aria-label="Search files"
          placeholder="Search files"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="mt-1 min-h-9 w-full rounded-lg border border-strong-line bg-surface px-3 text-base sm:text-sm"
        />
      )}
      <ul className="grid gap-1">
        {others.map((file) => (
          <OtherFile key={file.id} file={file} sessionId={sessionId} canJoin={activeIds.length > 0} />
        ))}
      </ul>
      {others.length === 0 && <p className="py-2 text-sm text-muted">No file has that in its name.</p>}
      {totalCount > nodes.length && first < 500 && (
        <Button size="small" tone="quiet" onClick={() => setFirst(Math.min(first + 100, 500))}>
          Show more of {totalCount}
        </Button>
      )}
    </details>
  );
}

interface OtherFileProps {
  readonly file: { readonly id: string; readonly name: string; readonly sizeBytes: number };
  readonly sessionId: string;
  readonly canJoin: boolean;
}

function OtherFile({ file, sessionId, canJoin }: OtherFileProps) {
  const activate = useActivateFile(sessionId);
  const [isDeleting, setIsDeleting] = useState(false);
  const { id, name, sizeBytes } = file;
  return (
    <li className="flex items-center gap-1 rounded-lg pl-2 text-sm hover:bg-raised">
      <span className="min-w-0 flex-1 truncate" title={name}>
        {name}
      </span>
      <span className="shrink-0 text-xs text-muted">{formatBytes(sizeBytes)}</span>
      <Menu
        trigger={<IconButton label={`Actions for ${name}`} icon={<Ellipsis size={16} />} />}
        items={[
          { label: canJoin ? 'Use instead' : 'Use', onSelect: () => void activate(id, false) },
          ...(canJoin ? [{ label: 'Join to this session', onSelect: () => void activate(id, true) }] : []),
          'separator',
          { label: 'Delete …', tone: 'danger', onSelect: () => setIsDeleting(true) },
        ]}
      />
      {isDeleting && <DeleteFileDialog id={id} name={name} onClose={() => setIsDeleting(false)} />}
    </li>
  );
}
