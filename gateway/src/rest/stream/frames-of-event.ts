import type { NewText, ShownReport } from '@mas/kit/shown-report';
import { codeBlock, markdownTable } from './answer-markdown.ts';
import type { Frame } from './frame.ts';
import type { Artifact, RunEvent } from './run-event.ts';

/**
 * The frames that an event of a run comes to: it and the events before it decide them and nothing else does, so that history
 * gives what was streamed. Whoever reads `text` and `image` alone gets the whole answer, an error included.
 * @param report what the events before this one have shown of the report; this one's text is added.
 */
export function framesOfEvent(runId: string, event: RunEvent, report: ShownReport): readonly Frame[] {
  switch (event.__typename) {
    case 'RunStarted':
      return [status({ status: 'running', run_id: runId, analyst: event.analyst, sandbox: event.sandbox })];
    case 'StepStarted': {
      const { step, label, stepSubtask: subtask, repair } = event;
      return [status({ status: 'step_started', step, label, subtask, repair })];
    }
    case 'StepFinished':
      return [status({ status: 'step_finished', step: event.step, subtask: event.stepSubtask, ms: event.ms })];
    case 'PlanReady': {
      const { mode, interpretation, subtasks } = event;
      return [status({ status: 'planned', mode, interpretation, subtasks })];
    }
    case 'TextDelta':
      return reportFrames(report.add(event));
    case 'CodeWritten': {
      const { subtask, attempt, language, source } = event;
      return [text(codeBlock(language, source)), { type: 'code', data: { subtask, attempt, language, source } }];
    }
    case 'CodeOutput': {
      const { subtask, attempt, output, result, notices, durationMs } = event;
      return [{ type: 'output', data: { subtask, attempt, output, result, notices, duration_ms: durationMs } }];
    }
    case 'CodeFailed': {
      const { subtask, attempt, output, codeError: error, willRepair } = event;
      return [{ type: 'output', data: { subtask, attempt, output, error, will_repair: willRepair } }];
    }
    case 'ArtifactCreated':
      return artifactFrames(event.artifact);
    case 'UsageUpdated':
      return [{ type: 'usage', data: usageOf(event) }];
    case 'RunFinished': {
      const { numbers, totalMs } = event;
      return [{ type: 'done', data: { status: 'succeeded', run_id: runId, total_ms: totalMs, numbers } }];
    }
    case 'RunFailed':
      return [...errorFrames(event.runError), { type: 'done', data: { status: 'failed', run_id: runId } }];
    case 'RunCancelled':
      return [text('\n\nThe run was stopped.\n'), { type: 'done', data: { status: 'cancelled', run_id: runId } }];
  }
}

/** Streams take nothing back: a report that becomes another is said to do so, and follows from its beginning. */
function reportFrames(next: NewText | undefined): readonly Frame[] {
  if (next === undefined) return [];
  return [text(next.isAnew ? `\n\nThe answer is written anew:\n\n${next.text}` : next.text)];
}

/** An error as text, for those who read nothing else, and as what it is. */
export function errorFrames(error: { readonly code: string; readonly message: string }): readonly Frame[] {
  return [text(`\n\n**Error:** ${error.message}\n`), { type: 'error', data: error }];
}

function artifactFrames({ id, subtask, kind, title, spec, png, columns, rows, totalRows }: Artifact): readonly Frame[] {
  if (kind === 'CHART') {
    const picture: Frame =
      png === null
        ? text(`\n\nThe chart “${title}” could not be drawn as a picture.\n\n`)
        : { type: 'image', data: png };
    return [picture, { type: 'chart', data: spec }];
  }
  const table = { columns: columns ?? [], rows: rows ?? [], totalRows: totalRows ?? rows?.length ?? 0 };
  return [
    text(markdownTable(title, table)),
    {
      type: 'table',
      data: { id, subtask, title, columns: table.columns, rows: table.rows, total_rows: table.totalRows },
    },
  ];
}

function usageOf({ usage }: RunEvent & { readonly __typename: 'UsageUpdated' }) {
  return {
    model_calls: usage.modelCalls,
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    cost: usage.cost,
  };
}

function text(data: string): Frame {
  return { type: 'text', data };
}

function status(data: Readonly<Record<string, unknown>>): Frame {
  return { type: 'status', data };
}
