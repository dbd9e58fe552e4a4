import { useRef, useState, type SubmitEvent } from 'react';
import type { AppError } from '../../lib/app-error.ts';
import { register, signIn } from '../../lib/auth.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { useErrorFocus } from '../../ui/use-error-focus.ts';
import { checkCredentials, type FieldErrors } from './credentials.ts';

type Purpose = 'signIn' | 'register';

/** Signs in or makes an account: the same two fields, so one form for both. */
export function SignInForm() {
  const [purpose, setPurpose] = useState<Purpose>('signIn');
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const [error, setError] = useState<AppError>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusError = useErrorFocus(form);
  const isNew = purpose === 'register';

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(form.current ?? undefined);
    const credentials = { email: text(data, 'email').trim(), password: text(data, 'password') };
    const problems = checkCredentials(credentials, isNew);
    setFieldErrors(problems);
    setError(undefined);
    if (Object.keys(problems).length > 0) {
      focusError();
      return;
    }
    setIsBusy(true);
    const result = await (isNew ? register : signIn)(credentials.email, credentials.password);
    setIsBusy(false);
    if (result.ok) return;
    const { field, message } = result.error;
    if (field === 'email' || field === 'password') {
      setFieldErrors({ [field]: message });
      focusError();
    } else setError(result.error);
  };

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      className="grid gap-4 rounded-xl border border-line bg-surface p-6"
    >
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        required
        error={fieldErrors.email}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        error={fieldErrors.password}
        {...(isNew && { hint: 'At least 8 characters.' })}
      />
      {error !== undefined && <ErrorNotice error={error} />}
      <Button type="submit" tone="primary" isBusy={isBusy}>
        {isNew ? 'Create account' : 'Sign in'}
      </Button>
      <p className="text-center text-sm text-muted">
        {isNew ? 'You have an account?' : 'New here?'}{' '}
        <button
          type="button"
          className="font-medium text-accent underline underline-offset-2"
          onClick={() => {
            setPurpose(isNew ? 'signIn' : 'register');
            setFieldErrors({});
            setError(undefined);
          }}
        >
          {isNew ? 'Sign in' : 'Create an account'}
        </button>
      </p>
    </form>
  );
}

function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
