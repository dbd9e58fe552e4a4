/** A file that cannot be read as a dataset. The message is for its owner: what it is and what to do. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}
