import { CircleUser, Monitor, Moon, Plus, ServerCog, Sun } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { authState } from '../../lib/auth.ts';
import { useStore } from '../../lib/store.ts';
import { chooseTheme, themeChoice } from '../../lib/theme.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { NewSessionDialog } from './new-session-dialog.tsx';
import { SessionList } from './session-list.tsx';

interface SessionSidebarProps {
  readonly currentId: string | undefined;
  readonly onChoose: () => void;
}

export function SessionSidebar({ currentId, onChoose }: SessionSidebarProps) {
  const [isCreating, setIsCreating] = useState(false);
  return (
    <div className="flex h-full flex-col">
      <div className="p-3 pb-2">
        <Button tone="primary" icon={<Plus size={16} />} className="w-full" onClick={() => setIsCreating(true)}>
          New session
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-3 pt-1">
        <SessionList currentId={currentId} onChoose={onChoose} />
      </div>
      <Footer />
      {isCreating && (
        <NewSessionDialog
          onClose={() => setIsCreating(false)}
          onCreated={() => {
            setIsCreating(false);
            onChoose();
          }}
        />
      )}
    </div>
  );
}

const themes = {
  system: { next: 'light', label: 'Colours as the system has them', icon: <Monitor size={18} /> },
  light: { next: 'dark', label: 'Light colours', icon: <Sun size={18} /> },
  dark: { next: 'system', label: 'Dark colours', icon: <Moon size={18} /> },
} as const;

function Footer() {
  const auth = useStore(authState);
  const theme = themes[useStore(themeChoice)];
  return (
    <div className="flex items-center gap-1 border-t border-line p-2">
      <Link
        href="/account"
        className="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 text-sm hover:bg-raised"
      >
        <CircleUser aria-hidden size={18} className="shrink-0 text-muted" />
        <span className="truncate">{auth.status === 'signedIn' ? auth.user.email : ''}</span>
      </Link>
      <Link
        href="/system"
        aria-label="System"
        title="System"
        className="inline-flex size-9 items-center justify-center rounded-lg text-muted hover:bg-raised hover:text-ink"
      >
        <ServerCog aria-hidden size={18} />
      </Link>
      <IconButton label={theme.label} icon={theme.icon} onClick={() => chooseTheme(theme.next)} />
    </div>
  );
}
