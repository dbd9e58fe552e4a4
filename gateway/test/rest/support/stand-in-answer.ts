import type { StoredRun } from './stand-in-store.ts';

/** The first bytes of every PNG, which is as much of one as a frame's reader looks at here. */
const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').toString('base64');

/** An answer with an event of each kind. */
export function writeAnswer(run: StoredRun): void {
  const code = { subtask: 0, attempt: 0 };
  const step = { step: 'execution', subtask: 0 };
  const usage = {
    modelCalls: 1,
    inputTokens: 9,
    outputTokens: 4,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    cost: 0.001,
  };
  run.emit('RunStarted', { analyst: 'offline', sandbox: 'javascript in process' });
  run.emit('PlanReady', { mode: 'QUICK', interpretation: 'The mean.', subtasks: [] });
  run.emit('StepStarted', { ...step, label: 'Running the code' });
  run.emit('CodeWritten', { ...code, language: 'javascript', source: 'result(`${1}`);\n' });
  run.emit('CodeFailed', {
    ...code,
    output: '',
    willRepair: true,
    error: { name: 'SqlError', message: 'no', line: 1 },
  });
  run.emit('CodeOutput', { ...code, attempt: 1, output: 'units', result: { mean: 4 }, notices: [], durationMs: 3 });
  run.emit('StepFinished', { ...step, ms: 12 });
  run.emit('ArtifactCreated', {
    artifact: { id: 'c1', subtask: 0, kind: 'CHART', title: 'Units', spec: { mark: 'bar', width: 1.5 }, png },
  });
  run.emit('ArtifactCreated', {
    artifact: {
      id: 't1',
      subtask: 0,
      kind: 'TABLE',
      title: 'Units',
      columns: ['a|b'],
      rows: [[1], ['Doña']],
      totalRows: 30,
    },
  });
  run.emit('UsageUpdated', { usage });
  run.emit('TextDelta', { text: 'Die Größe ist **4** 🙂\n"zitiert"\\' });
  run.emit('RunFinished', {
    report: '',
    totalMs: 40,
    numbers: [{ text: '4', value: 4, verified: true, source: 'result.mean' }],
  });
}
