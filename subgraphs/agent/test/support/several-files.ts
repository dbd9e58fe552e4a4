import { createLocalBlobStore } from '@mas/kit/blobs/local-blob-store';
import type { BlobStore } from '@mas/kit/blobs/blob-store';
import { AppError } from '@mas/kit/errors';
import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { customers, purchases } from '../offline/joined-datasets.ts';
import type { InventedDataset } from '../offline/invented-datasets.ts';
import { writeParquet } from '../sandbox/sandbox-fixture.ts';
import { createTestDirectory, type TestDirectory } from './agent-fixture.ts';

/** Purchases and customers in a real store, both active, and whoever asks for them must be their owner. */
export interface SeveralFiles extends AsyncDisposable {
  readonly purchases: Dataset;
  readonly customers: Dataset;
  readonly blobs: BlobStore;
  readonly directory: TestDirectory;
  /** What is active from now on. */
  activate(...datasets: readonly Dataset[]): void;
}

export async function openSeveralFiles(ownerId: string): Promise<SeveralFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'mas-agent-files-'));
  await chmod(folder, 0o755);
  const blobs = await createLocalBlobStore({ directory: join(folder, 'blobs') });
  const store = async (fileId: string, { dataset, query }: InventedDataset): Promise<Dataset> => {
    const path = join(folder, `${dataset.name}.parquet`);
    await writeParquet(path, query);
    const place = { owner: ownerId, name: dataset.name, extension: 'parquet', maxBytes: Infinity };
    const { uri } = await blobs.write({ ...place, source: createReadStream(path) });
    return { ...dataset, fileId, storageUri: uri };
  };
  const stored = { purchases: await store('21', purchases), customers: await store('22', customers) };
  const all = Object.values(stored);
  let active: readonly Dataset[] = all;
  const directory = createTestDirectory({ dataset: stored.purchases, path: '' });
  const notFound = () => new AppError('NOT_FOUND', 'There is no such file.');
  return {
    ...stored,
    blobs,
    directory: {
      ...directory,
      files: {
        find(id, { userId }) {
          const file = userId === ownerId ? all.find(({ fileId }) => fileId === id) : undefined;
          return file === undefined ? Promise.reject(notFound()) : Promise.resolve(file);
        },
        active(_sessionId, { userId }) {
          const [first, ...others] = userId === ownerId ? active : [];
          return first === undefined ? Promise.reject(notFound()) : Promise.resolve([first, ...others]);
        },
      },
    },
    activate: (...datasets) => void (active = datasets),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
