import { useState } from 'react';
import type { AppError } from '../../lib/app-error.ts';
import { signOut } from '../../lib/auth.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

export function SignOut() {
  const [busy, setBusy] = useState<'here' | 'everywhere'>();
  const [error, setError] = useState<AppError>();
  const leave = async (where: 'here' | 'everywhere'): Promise<void> => {
    setBusy(where);
    const result = await signOut(where === 'everywhere');
    setBusy(undefined);
    if (!result.ok) setError(result.error);
  };
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} />}
      <div className="flex flex-wrap gap-2">
        <Button isBusy={busy === 'here'} onClick={() => void leave('here')}>
          Sign out
        </Button>
        <Button isBusy={busy === 'everywhere'} onClick={() => void leave('everywhere')}>
          Sign out everywhere
        </Button>
      </div>
    </>
  );
}
