import { ChangePasswordForm } from '../features/auth/change-password-form.tsx';
import { SignOut } from '../features/auth/sign-out.tsx';
import { authState } from '../lib/auth.ts';
import { useStore } from '../lib/store.ts';
import { useTitle } from '../lib/title.ts';
import { Section } from '../ui/section.tsx';
import { PageFrame } from './page-frame.tsx';

export default function AccountPage() {
  const auth = useStore(authState);
  useTitle('Account');
  return (
    <PageFrame title="Account">
      <Section title="Sign-in">
        <p className="text-sm">
          You are signed in as <strong>{auth.status === 'signedIn' ? auth.user.email : ''}</strong>.
        </p>
        <SignOut />
      </Section>
      <Section title="Password">
        <ChangePasswordForm />
      </Section>
    </PageFrame>
  );
}
