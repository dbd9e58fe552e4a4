import { basename, resolve } from 'node:path';
import { inspect } from 'node:util';
import { answerQuestions } from './answer-questions.ts';
import { type AskOptions, parseArguments, withUsage } from './ask-arguments.ts';
import { AskError } from './ask-error.ts';
import type { AskIo } from './ask-io.ts';
import { type Conversation, openConversation } from './conversation.ts';
import { type Dataset, findDataset } from './dataset.ts';
import { openGateway } from './open-gateway.ts';
import { makeFolder } from './output/answer-folder.ts';
import { createOutput, type Output } from './output/output.ts';
import { createUploadProgress } from './output/upload-progress.ts';
import { emptyRecord, withError } from './run-record.ts';

const exitCodes = { answered: 0, failed: 1, wrongArguments: 2, interrupted: 130 } as const;

/** The whole command. @returns its exit code. */
export async function ask(argv: readonly string[], io: AskIo): Promise<number> {
  const parsed = parseArguments(argv);
  if (parsed.kind === 'help') {
    io.stdout.write(parsed.text);
    return exitCodes.answered;
  }
  if (parsed.kind === 'wrong') {
    io.stderr.write(parsed.text);
    return exitCodes.wrongArguments;
  }
  const { options } = parsed;
  let dataset: Dataset;
  try {
    dataset = await findDataset(io.directory, options.dataset);
    if (options.out !== undefined) await makeFolder(resolve(io.directory, options.out));
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    io.stderr.write(withUsage(`error: ${error.message}`));
    return exitCodes.wrongArguments;
  }
  return answerAll(options, dataset, io);
}

async function answerAll(options: AskOptions, dataset: Dataset, io: AskIo): Promise<number> {
  const { stdout, stderr, signal } = io;
  const output = createOutput({ ...options, stdout, stderr });
  try {
    const gateway = await openGateway(options, output.progress);
    try {
      signal.throwIfAborted();
      const conversation = await converse(gateway.url, { options, dataset, io, output });
      const isAnswered = await answerQuestions({ conversation, options, dataset, output, io });
      if (signal.aborted) return exitCodes.interrupted;
      return isAnswered ? exitCodes.answered : exitCodes.failed;
    } finally {
      await gateway.dispose();
    }
  } catch (error) {
    if (signal.aborted) return exitCodes.interrupted;
    reportFailure(error, options, output);
    return exitCodes.failed;
  }
}

interface Parts {
  readonly options: AskOptions;
  readonly dataset: Dataset;
  readonly io: AskIo;
  readonly output: Output;
}

async function converse(url: URL, { options, dataset, io, output }: Parts): Promise<Conversation> {
  const { note } = output.progress;
  const conversation = await openConversation({
    url,
    account: options.account,
    dataset,
    signal: io.signal,
    onProgress: createUploadProgress(note),
  });
  const { rows, columns, warnings } = conversation;
  note(`${basename(dataset.path)}: ${rows.toLocaleString('en')} rows, ${columns.toLocaleString('en')} columns`);
  for (const warning of warnings) note(`Note: ${warning}`);
  return conversation;
}

/** Scripts get a record for each question also when none could be asked. */
function reportFailure(error: unknown, { questions, isVerbose }: AskOptions, output: Output): void {
  const { code, message } =
    error instanceof AskError ? error : { code: 'INTERNAL_SERVER_ERROR', message: `Unexpected: ${String(error)}` };
  if (isVerbose && error instanceof Error) output.progress.problem(inspect(error));
  for (const question of questions) output.finish(withError(emptyRecord(question), { code, message }, 0), undefined);
  if (questions.length === 0) output.progress.problem(message);
}
