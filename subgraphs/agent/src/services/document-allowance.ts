import { AppError } from '@mas/kit/errors';

/** What all documents of one request may come to, in whatever way it asks for them. */
export interface DocumentAllowance {
  /** @param length in characters. @throws AppError PAYLOAD_TOO_LARGE when this is more than is left. */
  take(length: number): void;
}

export function createDocumentAllowance(maxLength = 24 * 1024 ** 2): DocumentAllowance {
  let taken = 0;
  return {
    take(length) {
      taken += length;
      if (taken > maxLength) throw tooLarge(taken, maxLength);
    },
  };
}

function tooLarge(length: number, maxLength: number): AppError {
  const megabytes = (count: number) => `${Math.ceil(count / 1024 ** 2)} MB`;
  return new AppError(
    'PAYLOAD_TOO_LARGE',
    `This would be about ${megabytes(length)}, and ${megabytes(maxLength)} are the limit: export answers one by one, or as Markdown.`,
  );
}
