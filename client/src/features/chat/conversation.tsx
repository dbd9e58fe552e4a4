import { ArrowDown, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useOnline } from '../../lib/online.ts';
import { useStore } from '../../lib/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { askMode } from './composer/ask-mode.ts';
import { Composer } from './composer/composer.tsx';
import { useActiveFiles } from './composer/use-active-files.ts';
import { type ConversationActions, ConversationActionsContext } from './conversation-actions.ts';
import { ConversationList } from './conversation-list.tsx';
import { ConversationStart } from './conversation-start.tsx';
import { isUnderWay } from './events/run-state.ts';
import { ExportMenu } from './export-menu.tsx';
import { useSessionHistory } from './history/use-session-history.ts';
import { SearchBar } from './search/search-bar.tsx';
import { useAsking } from './use-asking.ts';
import { useGoTo } from './use-go-to.ts';
import { scrollRoot } from './use-near.ts';
import { useRunMutations } from './use-run-mutations.ts';
import { useScrollFollow } from './use-scroll-follow.ts';

/** A session's questions and answers, and the box for the next question. */
export function Conversation({ sessionId }: { readonly sessionId: string }) {
  const history = useSessionHistory(sessionId);
  const state = useStore(history.store);
  const files = useActiveFiles(sessionId);
  const isOnline = useOnline();
  const [isSearching, setIsSearching] = useState(false);

  const runs = state.history?.runs ?? [];
  const { scroller, content, isAtEnd, toEnd } = useScrollFollow(runs[0]?.id);
  const asking = useAsking(sessionId, history.put);
  const mutations = useRunMutations(history.put);
  const goTo = useGoTo(history);
  const { ask } = asking;
  const { stop, rerun } = mutations;
  const actions = useMemo<ConversationActions>(
    () => ({
      ask(question) {
        toEnd();
        ask(question, askMode.get());
      },
      async rerun(runId, subtask, source) {
        toEnd();
        return rerun(runId, subtask, source);
      },
      stop,
      goTo,
      update: history.put,
    }),
    [ask, stop, rerun, goTo, toEnd, history],
  );

  const latest = runs.at(-1);
  const isEmpty = state.history !== undefined && runs.length === 0 && asking.pending.length === 0;
  return (
    <ConversationActionsContext value={actions}>
      <div className="flex h-full flex-col">
        {runs.length > 0 && (
          <div className="no-print flex min-h-11 items-center gap-1 border-b border-line px-3">
            {isSearching ? (
              <SearchBar
                runs={runs}
                isLoading={state.isLoadingOlder}
                content={content}
                onGoTo={goTo}
                onClose={() => setIsSearching(false)}
              />
            ) : (
              <>
                <p className="flex-1 text-xs text-muted">{questions(state.history?.totalCount ?? 0)}</p>
                <IconButton
                  label="Search this conversation"
                  icon={<Search size={16} />}
                  onClick={() => {
                    setIsSearching(true);
                    void history.loadAll();
                  }}
                />
                <ExportMenu sessionId={sessionId} />
              </>
            )}
          </div>
        )}
        <div className="relative min-h-0 flex-1">
          <div ref={scroller} {...scrollRoot} tabIndex={-1} className="relative h-full overflow-y-auto outline-none">
            <div ref={content} className="mx-auto grid max-w-3xl gap-8 px-4 py-6">
              {isEmpty ? (
                <ConversationStart sessionId={sessionId} files={files} />
              ) : (
                <ConversationList history={history} state={state} asking={asking} />
              )}
            </div>
          </div>
          {!isAtEnd && (
            <Button
              size="small"
              icon={<ArrowDown size={15} />}
              className="no-print absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-lg"
              onClick={toEnd}
            >
              Jump to latest
            </Button>
          )}
        </div>
        <div className="no-print mx-auto w-full max-w-3xl px-3 pb-3">
          <Composer
            sessionId={sessionId}
            placeholder={placeholderFor(files.names)}
            obstacle={obstacleOf(files.names, isOnline)}
            onAsk={actions.ask}
            onStop={latest !== undefined && isUnderWay(latest) ? () => void stop(latest.id) : undefined}
          />
        </div>
      </div>
    </ConversationActionsContext>
  );
}

function questions(count: number): string {
  return count === 1 ? '1 question' : `${count} questions`;
}

function placeholderFor(files: readonly string[] | undefined): string {
  const [first, ...rest] = files ?? [];
  if (first === undefined) return 'Ask a question';
  return rest.length === 0 ? `Ask about ${first}` : `Ask about ${first} and ${rest.length} more`;
}

function obstacleOf(files: readonly string[] | undefined, isOnline: boolean): string | undefined {
  if (!isOnline) return 'You are offline. The question stays here until the connection is back.';
  if (files?.length === 0) return 'Choose or upload a dataset first.';
  return undefined;
}
