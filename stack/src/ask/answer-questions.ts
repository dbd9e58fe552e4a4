import { join, resolve } from 'node:path';
import type { AskIo } from './ask-io.ts';
import type { AskOptions } from './ask-arguments.ts';
import { askQuestion } from './ask-question.ts';
import type { Conversation } from './conversation.ts';
import type { Dataset } from './dataset.ts';
import { type SavedAnswer, saveAnswer } from './output/answer-files.ts';
import { holdsFiles, makeAnswerFolder } from './output/answer-folder.ts';
import type { Output } from './output/output.ts';
import { questionsOf } from './question-source.ts';
import type { RunRecord } from './run-record.ts';

export interface AnswerQuestionsOptions {
  readonly conversation: Conversation;
  readonly options: AskOptions;
  readonly dataset: Dataset;
  readonly output: Output;
  readonly io: AskIo;
}

/** Asks one question after the other. @returns whether all were answered. */
export async function answerQuestions(parts: AnswerQuestionsOptions): Promise<boolean> {
  const { conversation, options, output, io } = parts;
  const { signal } = io;
  const folderOf = createFolders(parts);
  let isAllAnswered = true;
  for await (const question of questionSource(parts)) {
    output.question(question);
    const onEvent = output.event;
    const record = await askQuestion({ conversation, question, mode: options.mode, signal, onEvent });
    output.finish(record, await save(record, folderOf));
    isAllAnswered &&= record.error === null;
    if (signal.aborted) break;
  }
  return isAllAnswered;
}

function questionSource({ options, io, output }: AnswerQuestionsOptions): AsyncIterable<string> {
  return questionsOf({
    given: options.questions,
    input: options.isRepl ? io.stdin : undefined,
    signal: io.signal,
    onPrompt() {
      if (io.stdin.isTTY === true) output.progress.note('Ask a question, or press Ctrl+D to leave:');
    },
  });
}

/** A folder for one question is the folder itself; several get numbered ones in it. One that is in use gets a new one in it. */
function createFolders({ options, dataset, io }: AnswerQuestionsOptions): () => Promise<string> {
  const isSingle = options.questions.length === 1 && !options.isRepl;
  const given = options.out === undefined ? undefined : resolve(io.directory, options.out);
  const choose = async (): Promise<string> => {
    if (given !== undefined && !(await holdsFiles(given))) return given;
    return makeAnswerFolder(given ?? join(io.directory, 'answers'), dataset.path, new Date());
  };
  let folder: string | undefined;
  let count = 0;
  return async () => {
    folder ??= await choose();
    count += 1;
    return isSingle ? folder : join(folder, String(count));
  };
}

/** What failed before it made anything leaves no folder. */
async function save(record: RunRecord, folderOf: () => Promise<string>): Promise<SavedAnswer | undefined> {
  const isEmpty = record.answer === '' && record.artifacts.length === 0 && record.code.length === 0;
  return isEmpty ? undefined : saveAnswer(await folderOf(), record);
}
