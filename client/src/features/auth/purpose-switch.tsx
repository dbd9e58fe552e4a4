import type { RegistrationMode } from '../../lib/registration.ts';

interface PurposeSwitchProps {
  /** Absent until it is known. */
  readonly registration: RegistrationMode | undefined;
  readonly wantsNew: boolean;
  readonly onSwitch: () => void;
}

/** From signing in to making an account and back, where accounts can be made; its place is kept until that is known. */
export function PurposeSwitch({ registration, wantsNew, onSwitch }: PurposeSwitchProps) {
  if (registration === 'OFF') {
    return wantsNew ? (
      <p role="status" className="text-center text-sm text-muted">
        No accounts can be made here: ask whoever runs this system for one.
      </p>
    ) : null;
  }
  return (
    <p className="min-h-5 text-center text-sm text-muted">
      {registration !== undefined && (
        <>
          {question(registration, wantsNew)}{' '}
          <button type="button" className="font-medium text-accent underline underline-offset-2" onClick={onSwitch}>
            {wantsNew ? 'Sign in' : 'Create an account'}
          </button>
        </>
      )}
    </p>
  );
}

function question(registration: RegistrationMode, wantsNew: boolean): string {
  if (wantsNew) return 'You have an account?';
  return registration === 'INVITE' ? 'You have an invitation?' : 'New here?';
}
