import { Files, Menu } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';

interface WorkspaceHeaderProps {
  readonly title: string | undefined;
  /** Absent where the panel is on the screen anyway. */
  readonly onSessions: (() => void) | undefined;
  readonly onFiles: (() => void) | undefined;
}

export function WorkspaceHeader({ title, onSessions, onFiles }: WorkspaceHeaderProps) {
  return (
    <header className="flex min-h-12 items-center gap-2 border-b border-line bg-surface px-3">
      {onSessions !== undefined && <IconButton label="Sessions" icon={<Menu size={20} />} onClick={onSessions} />}
      <h1 className="min-w-0 flex-1 truncate text-base font-semibold">{title ?? 'Multi-Agent System'}</h1>
      {onFiles !== undefined && <IconButton label="Files" icon={<Files size={20} />} onClick={onFiles} />}
    </header>
  );
}
