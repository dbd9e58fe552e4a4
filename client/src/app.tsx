import { lazy, Suspense, useEffect, useMemo } from 'react';
import { Provider } from 'urql';
import { Redirect, Route, Switch } from 'wouter';
import { authState, start } from './lib/auth.ts';
import { createGraphClient } from './lib/client.ts';
import { useStore } from './lib/store.ts';
import { watchSignIn } from './lib/watch-sign-in.ts';
import { LoadingPage } from './pages/loading-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { StatusLine } from './ui/status-line.tsx';
import { Toaster } from './ui/toaster.tsx';

const WorkspacePage = lazy(() => import('./pages/workspace-page.tsx'));
const AccountPage = lazy(() => import('./pages/account-page.tsx'));
const SystemPage = lazy(() => import('./pages/system-page.tsx'));
const NotFoundPage = lazy(() => import('./pages/not-found-page.tsx'));

export function App() {
  useEffect(() => void start(), []);
  return (
    <>
      <Screen />
      <Toaster />
      <StatusLine />
    </>
  );
}

function Screen() {
  const auth = useStore(authState);
  if (auth.status === 'starting') return <LoadingPage error={auth.error} />;
  if (auth.status === 'signedOut') return <SignInPage reason={auth.reason} />;
  return <SignedIn key={auth.user.id} />;
}

function SignedIn() {
  const client = useMemo(() => createGraphClient(), []);
  useEffect(() => watchSignIn(), []);
  return (
    <Provider value={client}>
      <Suspense fallback={<LoadingPage />}>
        <Switch>
          <Route path="/">
            <WorkspacePage />
          </Route>
          <Route path="/sessions/:id">{({ id }) => <WorkspacePage sessionId={id} />}</Route>
          <Route path="/account">
            <AccountPage />
          </Route>
          <Route path="/system">
            <SystemPage />
          </Route>
          <Route path="/sign-in">
            <Redirect to="/" />
          </Route>
          <Route path="/register">
            <Redirect to="/" replace />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </Provider>
  );
}
