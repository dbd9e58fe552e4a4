export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Absent where none is asked for. */
  readonly invitation?: string;
}

export type FieldErrors = Partial<Record<keyof Credentials, string>>;

const minPasswordCharacters = 8;
/** bcrypt reads no more than that. */
const maxPasswordBytes = 72;

/** What the server would refuse anyway, said before it is asked. */
export function checkCredentials({ email, password, invitation }: Credentials, isNew: boolean): FieldErrors {
  const passwordError = isNew ? checkNewPassword(password) : password === '' ? 'Enter your password.' : undefined;
  return {
    ...(!/^[^\s@]+@[^\s@]+$/.test(email) && { email: 'Enter an e-mail address, for example ada@example.com.' }),
    ...(passwordError !== undefined && { password: passwordError }),
    ...(invitation === '' && { invitation: 'Enter the code of your invitation.' }),
  };
}

/** The sentence that says what is wrong with a new password; nothing when it is good. */
export function checkNewPassword(password: string): string | undefined {
  if (Array.from(password).length < minPasswordCharacters) return `Use at least ${minPasswordCharacters} characters.`;
  const bytes = new TextEncoder().encode(password).length;
  if (bytes > maxPasswordBytes) return `Use at most ${maxPasswordBytes} bytes; this has ${bytes}.`;
  return undefined;
}
