import { FileUp, MessageCircleQuestion } from 'lucide-react';
import { useQuery } from 'urql';
import { graphql } from '../../lib/graphql.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ActiveFiles } from './composer/use-active-files.ts';
import { useConversationActions } from './conversation-actions.ts';
import { QuestionChips } from './question-chips.tsx';

const SuggestedQuestions = graphql(`
  query SuggestedQuestions($sessionId: ID!) {
    session(id: $sessionId) {
      id
      activeFile {
        id
        suggestedQuestions
      }
    }
  }
`);

const fileTypes = { additionalTypenames: ['File', 'Session'] };

interface ConversationStartProps {
  readonly sessionId: string;
  readonly files: ActiveFiles;
}

/** What stands where nothing was asked yet. */
export function ConversationStart({ sessionId, files }: ConversationStartProps) {
  const { names, error, retry } = files;
  if (error !== undefined) return <ErrorNotice error={error} onRetry={retry} />;
  if (names === undefined) return <Skeleton className="h-40" />;
  if (names.length === 0) {
    return (
      <EmptyState icon={<FileUp size={32} />} title="First, a dataset">
        <p>Drop a CSV anywhere on this page, or choose one under Files. Then ask about it in plain words.</p>
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4">
      <EmptyState icon={<MessageCircleQuestion size={32} />} title={`Ask about ${names.join(', ')}`}>
        <p>In plain words. You will see the plan, the code, and where each number comes from.</p>
      </EmptyState>
      <Suggestions sessionId={sessionId} />
    </div>
  );
}

/** They are a help only: without them nothing is said. */
function Suggestions({ sessionId }: { readonly sessionId: string }) {
  const { ask } = useConversationActions();
  const [{ data, fetching }] = useQuery({ query: SuggestedQuestions, variables: { sessionId }, context: fileTypes });
  const questions = data?.session.activeFile?.suggestedQuestions ?? [];
  if (data === undefined && fetching) return <Skeleton className="h-20" />;
  return questions.length === 0 ? null : (
    <div className="mx-auto">
      <QuestionChips label="Questions to begin with" questions={questions} onChoose={ask} />
    </div>
  );
}
