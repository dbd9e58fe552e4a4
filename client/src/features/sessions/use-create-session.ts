import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { toAppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';

const CreateSession = graphql(`
  mutation CreateSession($title: String!) {
    createSession(title: $title) {
      id
      title
      active
    }
  }
`);

/** Makes a session and goes there. Gives the sentence that says why not; nothing when it is done. */
export function useCreateSession(): (title: string) => Promise<string | undefined> {
  const [, create] = useMutation(CreateSession);
  const [, navigate] = useLocation();
  return async (title) => {
    const { data, error } = await create({ title });
    if (data === undefined) return toAppError(error)?.message;
    navigate(`/sessions/${data.createSession.id}`);
    return undefined;
  };
}
