/** The steps of the workflow, in words for people. */
export const stepLabels = {
  memory_retrieval: 'Recalling earlier work',
  mode_classification: 'Reading the question',
  task_routing: 'Choosing the way to answer',
  decomposition: 'Breaking the question into parts',
  subtask_classification: 'Deciding what each part needs',
  action_planning: 'Planning the steps',
  code_generation: 'Writing code',
  code_recall: 'Taking the code of the earlier run',
  execution: 'Running the code',
  display: 'Drawing charts and tables',
  debugging: 'Repairing the code',
  report: 'Writing the report',
  context_advising: 'Advising from what is known',
  direct_response: 'Answering in words',
  fallback: 'Explaining what went wrong',
  memory_save: 'Remembering the exchange',
} as const;

export type StepName = keyof typeof stepLabels;
