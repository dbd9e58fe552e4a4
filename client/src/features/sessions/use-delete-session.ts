import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { toAppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';
import { showToast } from '../../lib/toasts.ts';
import { hide, unhide } from './pending-deletions.ts';

const DeleteSession = graphql(`
  mutation DeleteSession($id: ID!) {
    deleteSession(id: $id)
  }
`);

const undoMs = 6_000;

interface Deletion {
  readonly id: string;
  readonly title: string;
  /** Where to go when it is the session at hand: the active one cannot be deleted. */
  readonly successorId: string | undefined;
  readonly isCurrent: boolean;
}

/** Takes a session away at once and deletes it a little later, so that a slip can be undone. */
export function useDeleteSession(): (deletion: Deletion) => void {
  const [, deleteSession] = useMutation(DeleteSession);
  const [, navigate] = useLocation();

  const complete = async ({ id, title }: Deletion): Promise<void> => {
    const { error } = await deleteSession(
      { id },
      { additionalTypenames: ['Session'], fetchOptions: { keepalive: true } },
    );
    const appError = toAppError(error);
    if (appError === undefined) return; // it stays hidden: the list at hand names it until it is fetched again
    unhide(id);
    showToast({ text: `“${title}” was not deleted: ${appError.message}`, tone: 'danger' });
  };

  return (deletion) => {
    const { id, title, successorId, isCurrent } = deletion;
    if (isCurrent && successorId === undefined) {
      showToast({ text: 'Your only session cannot be deleted. Create another one first.' });
      return;
    }
    hide(id);
    if (isCurrent) navigate(`/sessions/${successorId ?? ''}`);
    const finish = (): void => {
      forget();
      void complete(deletion);
    };
    const timer = setTimeout(finish, undoMs);
    addEventListener('pagehide', finish); // whoever leaves the page meant it
    const forget = (): void => {
      clearTimeout(timer);
      removeEventListener('pagehide', finish);
    };
    showToast({
      text: `“${title}” was deleted.`,
      ms: undoMs,
      action: {
        label: 'Undo',
        isUndo: true,
        run() {
          forget();
          unhide(id);
          if (isCurrent) navigate(`/sessions/${id}`);
        },
      },
    });
  };
}
