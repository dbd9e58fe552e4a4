import type { Client } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { announce } from '../../lib/announce.ts';
import { graphql } from '../../lib/graphql.ts';
import { createStore } from '../../lib/store.ts';
import type { UploadContext } from '../../lib/upload-exchange.ts';

const UploadFile = graphql(`
  mutation UploadFile($file: Upload!, $sessionId: ID!, $keepOthers: Boolean!) {
    uploadFile(file: $file, sessionId: $sessionId, keepOthers: $keepOthers) {
      id
      name
    }
  }
`);

/** A file on its way to the server; it stays in the list when it fails, until somebody takes it away. */
export interface FileUpload {
  readonly id: number;
  readonly sessionId: string;
  readonly file: File;
  readonly sentBytes: number;
  readonly status: 'sending' | 'profiling' | 'failed';
  readonly problem?: string;
  /** There is a file of that name: it can be sent under another one. */
  readonly isNameTaken?: boolean;
  readonly cancel: () => void;
}

export const uploads = createStore<readonly FileUpload[]>([]);
let nextId = 1;

/**
 * Uploads go on while their session is not on the screen. The first file takes the place of the session's files, those after
 * it join it. Gives the names of what is uploaded.
 */
export async function uploadAll(client: Client, sessionId: string, files: readonly File[]): Promise<readonly string[]> {
  const queued = files.map((file) => enqueue(sessionId, file));
  const names: string[] = [];
  for (const { upload, signal } of queued) {
    const name = signal.aborted ? undefined : await send(client, upload, signal, names.length > 0);
    if (name !== undefined) names.push(name);
  }
  return names;
}

export function dismiss(id: number): void {
  uploads.set(uploads.get().filter((upload) => upload.id !== id));
}

function enqueue(sessionId: string, file: File) {
  const abort = new AbortController();
  const id = nextId++;
  const cancel = (): void => {
    abort.abort();
    dismiss(id);
  };
  const upload: FileUpload = { id, sessionId, file, sentBytes: 0, status: 'sending', cancel };
  uploads.set([...uploads.get(), upload]);
  return { upload, signal: abort.signal };
}

async function send(client: Client, { id, sessionId, file }: FileUpload, signal: AbortSignal, keepOthers: boolean) {
  const context: UploadContext = {
    uploadSignal: signal,
    onUploadProgress: (sent, total) => {
      // What is counted is the whole body, a little more than the file.
      update(id, { sentBytes: Math.min(sent, file.size), status: sent >= total ? 'profiling' : 'sending' });
    },
  };
  const { data, error } = await client.mutation(UploadFile, { file, sessionId, keepOthers }, { ...context });
  if (signal.aborted) return undefined;
  if (data !== undefined) {
    dismiss(id);
    announce(`${data.uploadFile.name} is uploaded.`);
    return data.uploadFile.name;
  }
  const [graphError] = error?.graphQLErrors ?? [];
  const appError = toAppError(error);
  const problem = graphError === undefined ? error?.networkError?.message : appError?.message;
  const isNameTaken = appError?.code === 'CONFLICT';
  update(id, { status: 'failed', problem: problem ?? 'The upload failed.', isNameTaken });
  announce(`${file.name} was not uploaded.`);
  return undefined;
}

function update(id: number, change: Partial<FileUpload>): void {
  uploads.set(uploads.get().map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
}
