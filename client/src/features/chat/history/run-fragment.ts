import { graphql, type ResultOf } from '../../../lib/graphql.ts';

/** What is stored of a run but for its bulky parts, which are fetched when they come near. */
export const ConversationRunFragment = graphql(`
  fragment ConversationRun on Run {
    id
    question
    mode
    status
    report
    numbers {
      text
      start
      end
      verified
      source
    }
    usage {
      modelCalls
      inputTokens
      outputTokens
      cacheReadTokens
      cacheWriteTokens
      cost
    }
    error {
      code
      message
    }
    analyst
    sandbox
    createdAt
    finishedAt
    rerunOf {
      id
      question
    }
  }
`);

export type ConversationRun = ResultOf<typeof ConversationRunFragment>;
