import { useLocation, useSearchParams } from 'wouter';
import { SignInForm } from '../features/auth/sign-in-form.tsx';
import { useTitle } from '../lib/title.ts';

export function SignInPage({ reason }: { readonly reason: string | undefined }) {
  const [path] = useLocation();
  const [search] = useSearchParams();
  const startsNew = path === '/register';
  useTitle(startsNew ? 'Create an account' : 'Sign in');
  return (
    <main className="grid min-h-full place-items-center p-4">
      <div className="w-full max-w-sm">
        <header className="mb-6 grid justify-items-center gap-3 text-center">
          <img src="/icon.svg" alt="" width={48} height={48} />
          <h1 className="text-2xl font-semibold">Multi-Agent System</h1>
          <p className="text-sm text-balance text-muted">
            Ask your data in plain words. Every number is traced to an executed result.
          </p>
        </header>
        {reason !== undefined && (
          <p role="status" className="mb-4 rounded-lg bg-warning-soft p-3 text-sm">
            {reason}
          </p>
        )}
        <SignInForm key={path} startsNew={startsNew} invitation={search.get('invitation') ?? ''} />
      </div>
    </main>
  );
}
