import type { DatasetProfile } from '../dataset-profile.ts';
import type { WorkerJob } from '../worker-protocol.ts';
import { openDuck } from './duck.ts';
import { profileParquet } from './figures/profile-parquet.ts';
import { importCsv } from './import-csv.ts';
import { Warnings } from './warnings.ts';

/** Reads a file, writes its Parquet copy and describes what is in it. @throws DatasetError when it is no dataset. */
export async function profileDataset(job: WorkerJob): Promise<DatasetProfile> {
  const { input, scratch, parquet } = job;
  const warnings = new Warnings();
  using duck = await openDuck(job);
  const { columns, format } = await importCsv({ duck, input, scratch, parquet, warnings });
  const profile = await profileParquet(duck, parquet, columns, warnings);
  return { ...profile, format, warnings: warnings.toArray() };
}
