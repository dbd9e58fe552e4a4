import { useRef, useState, type SubmitEvent } from 'react';
import type { AppError } from '../../lib/app-error.ts';
import { register, signIn } from '../../lib/auth.ts';
import { useRegistration } from '../../lib/registration.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { useErrorFocus } from '../../ui/use-error-focus.ts';
import { checkCredentials, type Credentials, type FieldErrors } from './credentials.ts';
import { PurposeSwitch } from './purpose-switch.tsx';

interface SignInFormProps {
  /** Whether it begins with making an account. */
  readonly startsNew: boolean;
  /** The code that came with the address of the page. */
  readonly invitation: string;
}

/** Signs in or makes an account: the same two fields, so one form for both. */
export function SignInForm({ startsNew, invitation }: SignInFormProps) {
  const registration = useRegistration();
  const [wantsNew, setWantsNew] = useState(startsNew);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const [error, setError] = useState<AppError>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusError = useErrorFocus(form);
  const isNew = wantsNew && registration !== 'OFF';

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const credentials = read(new FormData(form.current ?? undefined));
    const problems = checkCredentials(credentials, isNew);
    setFieldErrors(problems);
    setError(undefined);
    if (Object.keys(problems).length > 0) {
      focusError();
      return;
    }
    setIsBusy(true);
    const result = await (isNew ? register(credentials) : signIn(credentials.email, credentials.password));
    setIsBusy(false);
    if (result.ok) return;
    const { field, message } = result.error;
    if (field === 'email' || field === 'password' || (field === 'invitation' && registration === 'INVITE')) {
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
      {isNew && registration === 'INVITE' && (
        <Field
          label="Invitation"
          name="invitation"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          defaultValue={invitation}
          required
          hint="The code that you were sent."
          error={fieldErrors.invitation}
        />
      )}
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
      <PurposeSwitch
        registration={registration}
        wantsNew={wantsNew}
        onSwitch={() => {
          setWantsNew(!wantsNew);
          setFieldErrors({});
          setError(undefined);
        }}
      />
    </form>
  );
}

/** The invitation is absent where the form has no field for one. */
function read(data: FormData): Credentials {
  const invitation = data.get('invitation');
  return {
    email: text(data.get('email')).trim(),
    password: text(data.get('password')),
    ...(invitation !== null && { invitation: text(invitation).trim() }),
  };
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
