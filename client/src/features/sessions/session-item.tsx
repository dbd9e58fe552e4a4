import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { classNames } from '../../lib/class-names.ts';
import { formatAge } from '../../lib/format.ts';
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { RenameSessionDialog } from './rename-session-dialog.tsx';
import { useDeleteSession } from './use-delete-session.ts';

export const SessionItemFragment = graphql(`
  fragment SessionItem on Session {
    id
    title
    createdAt
  }
`);

interface SessionItemProps {
  readonly session: ResultOf<typeof SessionItemFragment>;
  readonly isCurrent: boolean;
  /** The session to go to when this one is deleted. */
  readonly successorId: string | undefined;
  readonly onChoose: () => void;
}

export function SessionItem({ session, isCurrent, successorId, onChoose }: SessionItemProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  const deleteSession = useDeleteSession();
  const { id, title, createdAt } = session;
  return (
    <li className={classNames('group flex items-center rounded-lg', isCurrent ? 'bg-accent-soft' : 'hover:bg-raised')}>
      <Link
        href={`/sessions/${id}`}
        aria-current={isCurrent ? 'page' : undefined}
        title={title}
        onClick={onChoose}
        className="grid min-h-10 min-w-0 flex-1 content-center rounded-lg px-2 py-1"
      >
        <span className={classNames('truncate text-sm', isCurrent && 'font-semibold')}>{title}</span>
        <span className="truncate text-xs text-muted">{isCurrent ? 'Active' : formatAge(createdAt)}</span>
      </Link>
      <Menu
        trigger={<IconButton label={`Actions for ${title}`} icon={<Ellipsis size={16} />} />}
        items={[
          { label: 'Rename', icon: <Pencil size={15} />, onSelect: () => setIsRenaming(true) },
          {
            label: 'Delete',
            icon: <Trash2 size={15} />,
            tone: 'danger',
            onSelect: () => deleteSession({ id, title, successorId, isCurrent }),
          },
        ]}
      />
      {isRenaming && <RenameSessionDialog id={id} title={title} onClose={() => setIsRenaming(false)} />}
    </li>
  );
}
