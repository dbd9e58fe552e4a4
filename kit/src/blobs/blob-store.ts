import type { Readable } from 'node:stream';

/** Where uploads and what is made of them are kept, addressed by URIs that the store makes. */
export interface BlobStore {
  /**
   * Stores a stream under a new URI; a blob that is there already is never touched. When it fails, nothing is left behind.
   * @throws AppError PAYLOAD_TOO_LARGE beyond the limit, UNAVAILABLE when the store is full or cannot be written; the signal's
   *   reason when it is aborted; what the source throws.
   */
  write(request: BlobWrite): Promise<StoredBlob>;
  /** @throws AppError NOT_FOUND when there is no such blob. */
  open(uri: string): Promise<Readable>;
  /**
   * The blob as a file of this machine, for engines that read no streams. Read it only: the file is the blob itself.
   * @throws AppError NOT_FOUND when there is no such blob.
   */
  localPath(uri: string): Promise<string>;
  /** Does nothing when the blob is gone already. */
  delete(uri: string): Promise<void>;
  /** @throws Error when nothing can be stored. */
  ping(): Promise<void>;
}

export interface BlobWrite {
  readonly owner: string;
  /** Any text; the URI holds what of it is safe in a path. A function is called once, when all bytes are there. */
  readonly name: string | (() => Promise<string>);
  /** Letters and digits, without the dot. */
  readonly extension: string;
  readonly source: AsyncIterable<Uint8Array>;
  /** More bytes than this are refused while they come in. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export interface StoredBlob {
  /** `local://{owner}_{name}.{extension}` for files of a machine. */
  readonly uri: string;
  readonly sizeBytes: number;
}
