/** File systems take 255 bytes; what is left is for the owner, a suffix and the extension. */
const maxNameBytes = 160;

/** Separators, what Windows refuses, and whatever cannot be seen: controls, formats (bidi marks), lone surrogates. */
const unsafe = /[<>:"/\\|?*%#\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

export interface BlobNameParts {
  readonly owner: string;
  readonly name: string;
  readonly extension: string;
  /** Tells blobs apart whose names come out alike. */
  readonly suffix?: string;
}

/**
 * `{owner}_{name}.{extension}`, safe as a file's name on every system: one segment, no control characters, Unicode in one
 * form (NFC). Reserved device names cannot arise, because the owner stands in front. Different names may come out alike:
 * stores must claim a name exclusively and try again with a suffix.
 */
export function blobName({ owner, name, extension, suffix }: BlobNameParts): string {
  const readable = name
    .normalize('NFC')
    .replace(unsafe, '_')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\.{2,}/g, '_')
    .trim();
  // A dot at the end would make two with the extension's.
  const stem = truncateToBytes(readable, maxNameBytes).replace(/[. ]+$/, '') || '_';
  return `${alphanumeric(owner)}_${stem}${suffix === undefined ? '' : `-${suffix}`}.${alphanumeric(extension)}`;
}

/** Whether a text is a name that `blobName` makes, so that nothing else is ever looked up. */
export function isBlobName(text: string): boolean {
  return /^[\p{L}\p{N}]+_.+\.[\p{L}\p{N}]+$/u.test(text) && text.search(unsafe) === -1 && !text.includes('..');
}

function alphanumeric(text: string): string {
  if (!/^[a-z0-9]{1,40}$/i.test(text)) throw new TypeError('A blob is named by letters and digits');
  return text;
}

/** Cuts between code points, never within one. */
function truncateToBytes(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    end += character.length;
  }
  return text.slice(0, end).trimEnd();
}
