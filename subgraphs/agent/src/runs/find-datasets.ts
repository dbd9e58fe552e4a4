import type { BlobStore } from '@mas/kit/blobs/blob-store';
import { AppError } from '@mas/kit/errors';
import type { Dataset } from '../dataset/dataset.ts';
import { tableNames } from '../dataset/table-names.ts';
import type { DatasetFile } from '../sandbox/sandbox.ts';

/** The files of a run's datasets in their order, each with its table's name. */
export type DatasetFiles = readonly Required<DatasetFile>[];

/**
 * A question about several files is not answered without one of them: what is left could mean something else.
 * @throws AppError NOT_FOUND when one was deleted since the question was asked.
 */
export async function findDatasets(
  datasets: readonly Dataset[],
  blobs: Pick<BlobStore, 'localPath'>,
): Promise<DatasetFiles> {
  const names = tableNames(datasets);
  return Promise.all(
    datasets.map(async (dataset, index) => ({
      path: await findBlob(dataset, blobs),
      format: 'parquet' as const,
      table: names[index] ?? '',
    })),
  );
}

async function findBlob({ name, storageUri }: Dataset, blobs: Pick<BlobStore, 'localPath'>): Promise<string> {
  try {
    return await blobs.localPath(storageUri);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    const message = `The file “${name}” was deleted after the question was asked. Ask again about the files that are left.`;
    throw new AppError('NOT_FOUND', message, { cause: error });
  }
}
