import type {
  ActionPlan,
  Analyst,
  AnalystCall,
  Classification,
  QuestionContext,
  Subtask,
  SubtaskDraft,
  SubtaskKind,
} from '../analyst.ts';
import { advise, isAdvisory } from './conversation/advice.ts';
import { explainFailure, explainLimits } from './conversation/direct-response.ts';
import { summarizeExchange } from './conversation/memory-summaries.ts';
import { nextQuestions } from './conversation/next-questions.ts';
import { repairCode, writeRequestCode } from './code/write-code.ts';
import { describeRows } from './joining/describe-rows.ts';
import { chooseMode } from './mode.ts';
import { planSteps } from './plan-steps.ts';
import { composeReport } from './reporting/compose-report.ts';
import { streamLines } from './reporting/stream.ts';
import { NOT_UNDERSTOOD_GOAL, describeRequest, requestFor, understand, type Understanding } from './understanding.ts';

/**
 * The analyst that needs no network and no model: it reads the question against the dataset's profile, writes code for
 * the analyses that answer it and reports from what the code gave. Stateless: each call reads the question anew.
 */
export function createOfflineAnalyst(): Analyst {
  return {
    name: 'offline',
    classify: async (context, call) => answer(call, () => classify(context)),
    decompose: async (context, call) =>
      answer(call, () => subtasksOf(understand(context)).map(({ title, goal }): SubtaskDraft => ({ title, goal }))),
    classifySubtasks: async (context, subtasks, call) =>
      answer(call, () => {
        const understanding = understand(context);
        return subtasks.map((subtask) => kindOf(understanding, subtask));
      }),
    plan: async (context, subtask, call) => answer(call, () => planFor(understand(context), subtask)),
    writeCode: async (context, task, call) =>
      stream(call, () => {
        const understanding = understand(context);
        const request = requestFor(understanding, task.subtask);
        return request ? writeRequestCode(request, understanding.catalog) : NOTHING_TO_RUN;
      }),
    debug: async (context, task, failure, call) =>
      stream(call, () => {
        const understanding = understand(context);
        const request = requestFor(understanding, task.subtask);
        return request ? repairCode(request, understanding.catalog, failure) : NOTHING_TO_RUN;
      }),
    report: async (context, results, call) =>
      stream(call, () => composeReport(understand(context), results).join('\n')),
    advise: async (context, call) => stream(call, () => advise(context)),
    respond: async (context, _subtask, call) => stream(call, () => explainLimits(context, understand(context))),
    fallback: async (context, results, call) => stream(call, () => explainFailure(context, results)),
    summarize: async (context, exchange, call) =>
      answer(call, () => ({
        ...summarizeExchange(context, exchange),
        followUps: nextQuestions(context, understand(context)),
      })),
  };
}

const NOTHING_TO_RUN = '// Nothing to compute: the question was not understood\nresult(null);';

const NO_USAGE = { modelCalls: 0, inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cost: 0 };

function answer<T>(call: AnalystCall, work: () => T): Promise<T> {
  call.signal.throwIfAborted();
  const value = work();
  call.onUsage(NO_USAGE);
  return Promise.resolve(value);
}

function stream(call: AnalystCall, work: () => string): Promise<string> {
  return answer(call, () => streamLines(work(), call));
}

function classify(context: QuestionContext): Classification {
  const understanding = understand(context);
  if (isAdvisory(context.question, understanding)) {
    return {
      mode: context.requestedMode ?? 'QUICK',
      route: 'ADVISORY',
      interpretation: 'I read this as a request for advice about the dataset, answered from its profile.',
    };
  }
  const mode = chooseMode(context, understanding);
  const interpretation = interpretationOf(understanding);
  if (mode === 'TECHNICAL') return { mode, route: 'EXPLORATORY', interpretation };
  const subtasks = subtasksOf(understanding).map((draft): Subtask => {
    const kind = kindOf(understanding, draft);
    return kind === 'DIRECT_RESPONSE' ? { ...draft, kind } : { ...draft, kind, plan: planFor(understanding, draft) };
  });
  return { mode, route: 'EXPLORATORY', interpretation, subtasks };
}

function interpretationOf({ parsed, completedFrom, limits, rows }: Understanding): string {
  const [unmatched] = parsed.unmatched;
  if (parsed.requests.length === 0 && unmatched) return `There is no “${unmatched.said}” in the data.`;
  if (parsed.requests.length === 0) return 'I could not read this as a question about the columns of the dataset.';
  const completed = completedFrom === undefined ? '' : ' (completed from the question before)';
  const cannot = limits.map((limit) => `${limit.replaceAll('**', '')} `).join('');
  const requests = parsed.requests.map(describeRequest).join('; and ');
  return `${cannot}I read this as: ${requests}${describeRows(rows)}${completed}.`;
}

function subtasksOf({ parsed, goals }: Understanding): SubtaskDraft[] {
  if (goals.length === 0)
    return [
      {
        title: 'Say what can be asked',
        goal: NOT_UNDERSTOOD_GOAL,
      },
    ];
  return goals.map((goal, index) => {
    const request = parsed.requests[index];
    const title = request ? describeRequest(request) : goal;
    const short = title.length > 90 ? `${title.slice(0, 89)}…` : title;
    return { title: `${short.charAt(0).toUpperCase()}${short.slice(1)}`, goal };
  });
}

function kindOf(understanding: Understanding, subtask: SubtaskDraft): SubtaskKind {
  const request = requestFor(understanding, subtask);
  if (!request) return 'DIRECT_RESPONSE';
  return request.method.wantsChart && request.statistics.length === 0 ? 'VISUALIZATION' : 'ANALYSIS';
}

function planFor(understanding: Understanding, subtask: SubtaskDraft): ActionPlan {
  const request = requestFor(understanding, subtask);
  return { steps: request ? planSteps(request) : ['Say what was not understood and what can be asked.'] };
}
