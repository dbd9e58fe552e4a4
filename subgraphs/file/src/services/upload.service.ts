import type { BlobStore, StoredBlob } from '@mas/kit/blobs/blob-store';
import { AppError } from '@mas/kit/errors';
import type { StoredFile } from '../db/file.entity.ts';
import { type ActiveFileRepository, maxActiveFiles } from '../db/active-file.repository.ts';
import type { FileRepository } from '../db/file.repository.ts';
import type { ProfiledDataset, Profiler } from '../profiling/profiler.ts';
import { findSession, type SessionCaller, type SessionDirectory } from '../sessions/session-directory.ts';
import type { ActiveFileCache } from './active-file-cache.ts';
import { sessionFull } from './active-file.service.ts';
import { parseDescription, parseFileName, splitUploadName } from './file-name.ts';
import { nameTaken, throwConflict } from './file.service.ts';
import { refuseForeignKinds } from './refuse-foreign-kinds.ts';
import { describeDataset } from './summary.ts';

export interface UploadRequest {
  /** What the upload calls itself. */
  readonly filename: string;
  /** Its bytes; read once, and not at all when the request is refused first. */
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly details: UploadDetails;
  /** Details that come behind the bytes and go before the others; absent when all is known. */
  readonly lateDetails: Promise<UploadDetails> | undefined;
  readonly sessionId: string | undefined;
  /** Whether the files that are active stay so, before this one. */
  readonly keepOthers: boolean;
}

export interface UploadDetails {
  /** By default the upload's own. */
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

export interface UploadService {
  /**
   * Stores a dataset, profiles it and makes it the session's active file. When it fails, nothing is left behind.
   * @throws AppError NOT_FOUND without a session, CONFLICT, PAYLOAD_TOO_LARGE, UNSUPPORTED_FILE, BAD_USER_INPUT,
   *   FAILED_PRECONDITION when too many files would be active
   */
  upload(caller: SessionCaller, request: UploadRequest): Promise<StoredFile>;
}

export interface UploadServiceDependencies {
  readonly files: FileRepository;
  readonly activeFiles: ActiveFileRepository;
  readonly activeCache: ActiveFileCache;
  readonly blobs: BlobStore;
  readonly profiler: Profiler;
  readonly sessions: SessionDirectory;
  readonly maxUploadBytes: number;
  readonly quotaBytes: number;
}

interface Upload {
  readonly userId: number;
  readonly sessionId: string;
  readonly keepOthers: boolean;
  readonly extension: string;
  /** Checked; the same however often it is asked for. */
  readonly details: () => Promise<CheckedDetails>;
}

interface CheckedDetails {
  readonly name: string;
  readonly description: string;
}

const textExtensions = new Set(['csv', 'tsv', 'txt', 'tab', 'psv', 'dat']);

export function createUploadService(deps: UploadServiceDependencies): UploadService {
  const { activeCache, blobs, profiler } = deps;
  return {
    async upload(caller, request) {
      const upload = await prepare(deps, caller, request);
      const maxBytes = await findLimit(deps, upload.userId);
      const stored: StoredBlob[] = [];
      try {
        const { signal } = caller;
        const source = refuseForeignKinds(request.open());
        const name = async (): Promise<string> => (await upload.details()).name;
        const place = { owner: caller.userId, name, signal };
        const original = await blobs.write({ ...place, extension: upload.extension, source, maxBytes });
        stored.push(original);
        await using dataset = await profiler.profile({ path: await blobs.localPath(original.uri), signal });
        const parquet = await blobs.write({
          ...place,
          extension: 'parquet',
          source: await dataset.openParquet(),
          maxBytes: Infinity,
        });
        stored.push(parquet);
        const file = await store(deps, upload, { original, parquet, dataset });
        stored.length = 0;
        await activeCache.publish(upload.userId, upload.sessionId);
        return file;
      } finally {
        for (const { uri } of stored) await blobs.delete(uri);
      }
    },
  };
}

/** Refuses what can be refused before a byte is stored; what is said late is refused when it is said. */
async function prepare(
  { files, activeFiles, sessions }: UploadServiceDependencies,
  caller: SessionCaller,
  request: UploadRequest,
): Promise<Upload> {
  const userId = Number(caller.userId);
  const { id: sessionId } = await findSession(sessions, request.sessionId, caller);
  const { keepOthers } = request;
  if (keepOthers && (await activeFiles.list({ userId, sessionId })).length >= maxActiveFiles) throw sessionFull();
  const own = splitUploadName(request.filename);
  const check = async ({ name, description = '' }: UploadDetails): Promise<CheckedDetails> => {
    const checked = { name: parseFileName(name ?? own.name), description: parseDescription(description) };
    if ((await files.find(userId, { name: checked.name })) !== null) throw nameTaken();
    return checked;
  };
  let checked: Promise<CheckedDetails> | undefined;
  const details = (): Promise<CheckedDetails> =>
    (checked ??= Promise.resolve(request.lateDetails).then((late) => check({ ...request.details, ...late })));
  if (request.lateDetails === undefined) await details();
  const extension = textExtensions.has(own.extension) ? own.extension : 'csv';
  return { userId, sessionId, keepOthers, details, extension };
}

async function findLimit(
  { files, maxUploadBytes, quotaBytes }: UploadServiceDependencies,
  userId: number,
): Promise<number> {
  const left = quotaBytes - (await files.usedBytes(userId));
  if (left <= 0) throw quotaExceeded(quotaBytes);
  return Math.min(maxUploadBytes, left);
}

interface Parts {
  readonly original: StoredBlob;
  readonly parquet: StoredBlob;
  readonly dataset: ProfiledDataset;
}

async function store(
  { files, quotaBytes }: UploadServiceDependencies,
  { userId, sessionId, keepOthers, details }: Upload,
  { original, parquet, dataset: { profile } }: Parts,
): Promise<StoredFile> {
  const { name, description } = await details();
  const file = await files
    .insertActive(
      {
        userId,
        name,
        description,
        profile,
        summary: describeDataset(profile),
        storageUri: original.uri,
        parquetUri: parquet.uri,
        storageType: 'LOCAL',
        sizeBytes: original.sizeBytes,
      },
      { sessionId, keepOthers, quotaBytes },
    )
    .catch(throwConflict);
  if (file === 'over quota') throw quotaExceeded(quotaBytes);
  if (file === 'session full') throw sessionFull();
  return file;
}

function quotaExceeded(quotaBytes: number): AppError {
  const message = `Your files would take more than ${quotaBytes} bytes in all: delete some first.`;
  return new AppError('PAYLOAD_TOO_LARGE', message, { field: 'file' });
}
