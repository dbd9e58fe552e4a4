const worthSayingBytes = 64 * 1024 ** 2;

/** Says each tenth of a large upload. */
export function createUploadProgress(note: (text: string) => void): (sentBytes: number, totalBytes: number) => void {
  let said = 0;
  return (sentBytes, totalBytes) => {
    const tenths = Math.floor((sentBytes / totalBytes) * 10);
    if (totalBytes < worthSayingBytes || tenths <= said) return;
    said = tenths;
    note(tenths === 10 ? 'Uploaded; it is read now …' : `Uploaded ${tenths * 10} %`);
  };
}
