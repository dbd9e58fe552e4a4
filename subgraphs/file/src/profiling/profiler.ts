import type { Readable } from 'node:stream';
import type { DatasetProfile } from './dataset-profile.ts';

/** Reads an upload, whatever its encoding and dialect, and makes its Parquet copy and its profile. */
export interface Profiler {
  /**
   * The caller must dispose what it gets: the Parquet copy is gone then.
   * @throws AppError UNSUPPORTED_FILE when it cannot be read as a dataset, with what to do about it; TIMEOUT at the deadline;
   *   UNAVAILABLE when no worker can be had; the signal's reason when it is aborted.
   */
  profile(request: ProfileRequest): Promise<ProfiledDataset>;
  dispose(): Promise<void>;
}

export interface ProfileRequest {
  /** The upload, as a file of this machine. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

export interface ProfiledDataset extends AsyncDisposable {
  readonly profile: DatasetProfile;
  /** The Parquet copy. */
  openParquet(): Promise<Readable>;
}
