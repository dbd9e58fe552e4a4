import { useEffect } from 'react';
import { useMutation, useQuery } from 'urql';
import { useLocation } from 'wouter';
import { toAppError, type AppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';

const ActiveSession = graphql(`
  query ActiveSession {
    me {
      id
      activeSession {
        id
        title
      }
    }
  }
`);

const SessionAtHand = graphql(`
  query SessionAtHand($id: ID!) {
    session(id: $id) {
      id
      title
      active
    }
  }
`);

const ActivateSession = graphql(`
  mutation ActivateSession($id: ID!) {
    activateSession(id: $id) {
      id
      active
    }
  }
`);

interface SessionAtHandState {
  readonly session: { readonly id: string; readonly title: string } | undefined;
  readonly isLoading: boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}

/**
 * The session of the address, which becomes the active one, so that scripts go on where the page is. Without one in the
 * address, the active session's address takes its place.
 */
export function useSessionAtHand(id: string | undefined): SessionAtHandState {
  const [, navigate] = useLocation();
  const [active, retryActive] = useQuery({
    query: ActiveSession,
    pause: id !== undefined,
    context: sessionTypes,
  });
  const [named, retryNamed] = useQuery({ query: SessionAtHand, variables: { id: id ?? '' }, pause: id === undefined });
  const [, activate] = useMutation(ActivateSession);

  const activeId = id === undefined ? active.data?.me.activeSession?.id : undefined;
  useEffect(() => {
    if (activeId !== undefined) navigate(`/sessions/${activeId}`, { replace: true });
  }, [activeId, navigate]);

  const session = named.data?.session.id === id ? named.data?.session : undefined;
  const isToActivate = session !== undefined && !session.active && !named.stale;
  useEffect(() => {
    if (isToActivate && id !== undefined) void activate({ id });
  }, [isToActivate, id, activate]);

  const { data, error, fetching } = id === undefined ? active : named;
  return {
    session,
    isLoading:
      activeId !== undefined ||
      (fetching && data === undefined) ||
      (id !== undefined && session === undefined && error === undefined),
    error: session === undefined ? toAppError(error) : undefined,
    retry: () => (id === undefined ? retryActive : retryNamed)({ requestPolicy: 'network-only' }),
  };
}

/** An answer without any session must be asked again when there is one. */
const sessionTypes = { additionalTypenames: ['Session'] };
