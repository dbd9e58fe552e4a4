import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import { actionPlanning } from './nodes/action-planning.ts';
import { codeGeneration } from './nodes/code-generation.ts';
import { codeRecall } from './nodes/code-recall.ts';
import { contextAdvising } from './nodes/context-advising.ts';
import { debugging } from './nodes/debugging.ts';
import { decomposition } from './nodes/decomposition.ts';
import { directResponse } from './nodes/direct-response.ts';
import { display } from './nodes/display.ts';
import { execution } from './nodes/execution.ts';
import { fallback } from './nodes/fallback.ts';
import { memoryRetrieval } from './nodes/memory-retrieval.ts';
import { memorySave } from './nodes/memory-save.ts';
import { modeClassification } from './nodes/mode-classification.ts';
import { report } from './nodes/report.ts';
import { subtaskClassification } from './nodes/subtask-classification.ts';
import { taskRouting } from './nodes/task-routing.ts';
import { afterDisplay, afterExecution, afterRetrieval, afterRouting, nextSubtask } from './routes.ts';
import type { RunScope } from './run-scope.ts';
import { runStep, type StepWork } from './run-step.ts';
import { RunState } from './state.ts';
import type { StepName } from './step-names.ts';

/** The workflow: how a question becomes an answer. */
export function createGraph(run: RunScope, checkpointer: BaseCheckpointSaver) {
  const step = <Name extends StepName>(name: Name, work: StepWork) =>
    [name, (state: RunState) => runStep(name, work, state, run)] as const;

  return new StateGraph(RunState)
    .addNode(...step('memory_retrieval', memoryRetrieval))
    .addNode(...step('mode_classification', modeClassification))
    .addNode(...step('task_routing', taskRouting))
    .addNode(...step('decomposition', decomposition))
    .addNode(...step('subtask_classification', subtaskClassification))
    .addNode(...step('action_planning', actionPlanning))
    .addNode(...step('code_generation', codeGeneration))
    .addNode(...step('code_recall', codeRecall))
    .addNode(...step('execution', execution))
    .addNode(...step('debugging', debugging))
    .addNode(...step('display', display))
    .addNode(...step('direct_response', directResponse))
    .addNode(...step('report', report))
    .addNode(...step('fallback', fallback))
    .addNode(...step('context_advising', contextAdvising))
    .addNode(...step('memory_save', memorySave))

    .addEdge(START, 'memory_retrieval')
    .addConditionalEdges('memory_retrieval', afterRetrieval, ['mode_classification', 'task_routing'])
    .addEdge('mode_classification', 'task_routing')
    .addConditionalEdges('task_routing', afterRouting, ['context_advising', 'decomposition', ...subtaskSteps])
    .addEdge('decomposition', 'subtask_classification')
    .addConditionalEdges('subtask_classification', nextSubtask, subtaskSteps)

    .addEdge('action_planning', 'code_generation')
    .addEdge('code_generation', 'execution')
    .addEdge('code_recall', 'execution')
    .addConditionalEdges('execution', afterExecution, ['display', 'debugging', END, ...subtaskSteps])
    .addConditionalEdges('display', afterDisplay, ['debugging', END, ...subtaskSteps])
    .addEdge('debugging', 'execution')
    .addConditionalEdges('direct_response', nextSubtask, subtaskSteps)

    .addEdge('report', 'memory_save')
    .addEdge('fallback', 'memory_save')
    .addEdge('context_advising', 'memory_save')
    .addEdge('memory_save', END)
    .compile({ checkpointer });
}

/** Where `nextSubtask` may lead. */
const subtaskSteps: ReturnType<typeof nextSubtask>[] = [
  'action_planning',
  'code_generation',
  'code_recall',
  'direct_response',
  'report',
  'fallback',
  'memory_save',
];
