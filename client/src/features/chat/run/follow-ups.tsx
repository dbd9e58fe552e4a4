import { graphql } from '../../../lib/graphql.ts';
import { useOnce } from '../../../lib/use-once.ts';
import { useConversationActions } from '../conversation-actions.ts';
import { QuestionChips } from '../question-chips.tsx';

const RunFollowUps = graphql(`
  query RunFollowUps($id: ID!) {
    run(id: $id) {
      id
      followUps
    }
  }
`);

/** Questions that could come next. They are a help only: without them nothing is said. */
export function FollowUps({ runId }: { readonly runId: string }) {
  const { ask } = useConversationActions();
  const { data } = useOnce(RunFollowUps, runId, true);
  const questions = data?.run.followUps ?? [];
  if (questions.length === 0) return null;
  return <QuestionChips label="Questions that could come next" questions={questions} onChoose={ask} />;
}
