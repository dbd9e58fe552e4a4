import { useRef, useState, type SubmitEvent } from 'react';
import type { AppError } from '../../lib/app-error.ts';
import { changePassword } from '../../lib/auth.ts';
import { showToast } from '../../lib/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { useErrorFocus } from '../../ui/use-error-focus.ts';
import { checkNewPassword } from './credentials.ts';

export function ChangePasswordForm() {
  const [error, setError] = useState<AppError>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusError = useErrorFocus(form);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(form.current ?? undefined);
    const [current, next] = [data.get('current'), data.get('next')];
    if (typeof current !== 'string' || typeof next !== 'string') return;
    const problem = checkNewPassword(next);
    if (problem !== undefined) {
      setError({ code: 'BAD_USER_INPUT', message: problem, field: 'newPassword' });
      focusError();
      return;
    }
    setIsBusy(true);
    const result = await changePassword(current, next);
    setIsBusy(false);
    setError(result.ok ? undefined : result.error);
    if (!result.ok) {
      focusError();
      return;
    }
    form.current?.reset();
    showToast({ text: 'The password is changed. Every other sign-in has ended.' });
  };

  const errorOf = (field: string): string | undefined => (error?.field === field ? error.message : undefined);
  return (
    <form ref={form} noValidate className="grid max-w-sm gap-4" onSubmit={(event) => void submit(event)}>
      <Field
        label="Current password"
        name="current"
        type="password"
        autoComplete="current-password"
        required
        error={errorOf('currentPassword')}
      />
      <Field
        label="New password"
        name="next"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 8 characters. Every other sign-in ends."
        error={errorOf('newPassword')}
      />
      {error !== undefined && error.field === undefined && <ErrorNotice error={error} />}
      <div>
        <Button type="submit" isBusy={isBusy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
