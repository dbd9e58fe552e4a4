import { AppError } from '@mas/kit/errors';
import { z } from 'zod';
import type { Run } from '../db/run.entity.ts';
import type { RunRepository } from '../db/run.repository.ts';
import type { OnBehalfOf, SessionDirectory } from '../directory/directory.ts';
import type { ChartScript } from '../export/chart-script/chart-script.ts';
import { exportFormats, type ExportFormat } from '../export/export-format.ts';
import type { ExportDocument } from '../export/export-document.ts';
import { headlineOf } from '../export/facts.ts';
import { fileNameOf } from '../export/file-name.ts';
import type { CollectAnswers } from './collect-answers.ts';
import type { DocumentAllowance } from './document-allowance.ts';

export interface Export {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: string;
}

/** Answers as documents to save. */
export interface ExportService {
  /** @throws AppError FAILED_PRECONDITION before the run's end, NOT_FOUND without its session, PAYLOAD_TOO_LARGE. */
  run(run: Run, format: ExportFormat, caller: OnBehalfOf): Promise<Export>;
  /** The answered questions, oldest first. @throws AppError NOT_FOUND without the session, PAYLOAD_TOO_LARGE. */
  session(id: string, format: ExportFormat, caller: OnBehalfOf): Promise<Export>;
}

export interface ExportServiceDependencies {
  readonly runs: RunRepository;
  readonly sessions: SessionDirectory;
  readonly collect: CollectAnswers;
  readonly chartScript: ChartScript;
  readonly allowance: DocumentAllowance;
}

const maxAnswers = 1_000;

export function createExportService(deps: ExportServiceDependencies): ExportService {
  const { runs, sessions, collect, chartScript, allowance } = deps;

  const make = async (
    format: ExportFormat,
    document: Omit<ExportDocument, 'madeAt' | 'answers'>,
    answered: readonly Run[],
  ): Promise<Export> => {
    const { render, extension, mediaType } = exportFormats[format];
    let expected = 0;
    const answers = await collect(answered, format, (length) => {
      expected = length;
      allowance.take(length);
    });
    const content = await render({ ...document, madeAt: new Date(), answers }, chartScript);
    allowance.take(Math.max(0, content.length - expected)); // what escaping added
    return { fileName: fileNameOf(document.title, extension), mediaType, content };
  };
  return {
    async run(run, format, caller) {
      if (run.status === 'QUEUED' || run.status === 'RUNNING') {
        throw new AppError('FAILED_PRECONDITION', 'This run is not finished: export it when it has its answer.');
      }
      const session = { id: run.sessionId, title: await sessions.title(run.sessionId, caller) };
      return make(format, { title: headlineOf(run.question), session }, [run]);
    },
    async session(id, format, caller) {
      if (!z.guid().safeParse(id).success) throw new AppError('NOT_FOUND', 'There is no such session.');
      const title = await sessions.title(id, caller);
      const answered = await runs.listAnswered({ userId: Number(caller.userId), sessionId: id }, maxAnswers);
      return make(format, { title, session: { id, title } }, answered);
    },
  };
}
