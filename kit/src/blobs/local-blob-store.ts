import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, constants, lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError, toError } from '../errors.ts';
import type { BlobStore, BlobWrite, StoredBlob } from './blob-store.ts';
import { blobName, isBlobName } from './blob-name.ts';

const scheme = 'local://';
const partialDirectory = '.partial';
/** Nothing writes for so long: what is older was left by a process that was killed. */
const abandonedAfterMs = 24 * 60 * 60 * 1000;
const storageFaults = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', 'EMFILE', 'ENFILE']);

/** Files in one folder, which nobody else on the machine may enter. */
export async function createLocalBlobStore({ directory }: { readonly directory: string }): Promise<BlobStore> {
  const root = resolve(directory);
  const partial = join(root, partialDirectory);
  await mkdir(partial, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  await removeAbandoned(partial);

  const pathOf = async (uri: string): Promise<string> => {
    const path = blobPath(root, uri);
    const entry = await lstat(path).catch((error: unknown) => {
      throw notFound(error);
    });
    if (!entry.isFile()) throw notFound(new Error('The blob is no plain file'));
    return path;
  };
  return {
    async write(request) {
      const temporary = join(partial, randomUUID());
      try {
        const sizeBytes = await writeFile(temporary, request);
        const { name: given } = request;
        const name = await claimName(root, { ...request, name: typeof given === 'string' ? given : await given() });
        await rename(temporary, join(root, name));
        return { uri: scheme + name, sizeBytes } satisfies StoredBlob;
      } catch (error) {
        await rm(temporary, { force: true });
        throw isStorageFault(error) ? unavailable(error) : error;
      }
    },
    open: async (uri) => createReadStream(await pathOf(uri)),
    localPath: pathOf,
    async delete(uri) {
      await rm(blobPath(root, uri), { force: true });
    },
    ping: () => access(partial, constants.W_OK),
  };
}

async function writeFile(path: string, { source, maxBytes, signal }: BlobWrite): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  try {
    let size = 0;
    for await (const chunk of source) {
      signal?.throwIfAborted();
      size += chunk.byteLength;
      if (size > maxBytes) {
        throw new AppError('PAYLOAD_TOO_LARGE', `The file is larger than ${String(maxBytes)} bytes.`, {
          field: 'file',
        });
      }
      await writeWhole(file, chunk);
    }
    signal?.throwIfAborted();
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

async function writeWhole(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.byteLength) {
    const { bytesWritten } = await file.write(chunk, offset);
    offset += bytesWritten;
  }
}

/**
 * Claims a name by making an empty file, which fails where one is: names that come out alike, also on a file system that
 * ignores case or Unicode forms, never share a blob.
 */
async function claimName(
  root: string,
  { owner, name, extension }: BlobWrite & { readonly name: string },
): Promise<string> {
  let candidate = blobName({ owner, name, extension });
  for (;;) {
    try {
      await (await open(join(root, candidate), 'wx', 0o600)).close();
      return candidate;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      candidate = blobName({ owner, name, extension, suffix: randomBytes(4).toString('hex') });
    }
  }
}

function blobPath(root: string, uri: string): string {
  const name = uri.startsWith(scheme) ? uri.slice(scheme.length) : '';
  if (!isBlobName(name)) throw notFound(new Error('The URI is not one of this store'));
  return join(root, name);
}

async function removeAbandoned(partial: string): Promise<void> {
  const oldest = Date.now() - abandonedAfterMs;
  for (const name of await readdir(partial)) {
    const path = join(partial, name);
    const entry = await stat(path).catch(() => undefined); // another process was faster
    if (entry !== undefined && entry.mtimeMs < oldest) await rm(path, { force: true, recursive: true });
  }
}

function isStorageFault(error: unknown): boolean {
  return storageFaults.has(errorCode(error));
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function unavailable(cause: unknown): AppError {
  return new AppError('UNAVAILABLE', 'The file cannot be stored at the moment; try again later.', {
    cause: toError(cause),
    retryAfterSeconds: 60,
  });
}

function notFound(cause: unknown): AppError {
  return new AppError('NOT_FOUND', 'The stored file is gone.', { cause: toError(cause) });
}
