import { FileSpreadsheet, X } from 'lucide-react';
import { useMutation } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { classNames } from '../../lib/class-names.ts';
import { graphql } from '../../lib/graphql.ts';
import { showToast } from '../../lib/toasts.ts';
import { IconButton } from '../../ui/icon-button.tsx';

const DeactivateFile = graphql(`
  mutation DeactivateFile($id: ID!, $sessionId: ID!) {
    deactivateFile(id: $id, sessionId: $sessionId) {
      id
    }
  }
`);

interface ActiveFilesProps {
  readonly sessionId: string;
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly shownId: string | undefined;
  readonly onShow: (id: string) => void;
}

/** The session's own files; the first is what a question is about when it names none. */
export function ActiveFiles({ sessionId, files, shownId, onShow }: ActiveFilesProps) {
  const [, deactivate] = useMutation(DeactivateFile);
  const remove = async (id: string): Promise<void> => {
    const { error } = await deactivate({ id, sessionId }, { additionalTypenames: ['Session', 'File'] });
    const appError = toAppError(error);
    if (appError !== undefined) showToast({ text: appError.message, tone: 'danger' });
  };
  return (
    <section aria-label="Files of this session" className="grid gap-1">
      <h3 className="text-sm font-medium text-muted">In this session</h3>
      <ul className="grid gap-1">
        {files.map(({ id, name }, index) => (
          <li
            key={id}
            className={classNames(
              'flex items-center rounded-lg',
              id === shownId ? 'bg-accent-soft' : 'hover:bg-raised',
            )}
          >
            <button
              type="button"
              aria-pressed={id === shownId}
              className="flex min-h-10 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 text-left text-sm"
              onClick={() => onShow(id)}
            >
              <FileSpreadsheet aria-hidden size={16} className="shrink-0 text-muted" />
              <span className="truncate font-medium">{name}</span>
              {index === 0 && files.length > 1 && <span className="shrink-0 text-xs text-muted">first</span>}
            </button>
            <IconButton
              label={`Take ${name} out of this session`}
              icon={<X size={16} />}
              onClick={() => void remove(id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
