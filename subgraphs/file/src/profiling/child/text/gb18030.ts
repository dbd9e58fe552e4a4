/** At least this share of the characters must be common Chinese ones. */
const commonShare = 0.6;

/**
 * Whether bytes beyond ASCII are GB18030 rather than a Latin single-byte encoding. Its structure (GB 18030-2022: a lead of
 * 81-FE, then 40-7E or 80-FE, or a four-byte form with 30-39) fits much Latin text by chance, as in "Do\xf1a", so what decides is
 * how many pairs fall on the 3,755 characters of GB 2312's level 1 (leads B0-D7) or its punctuation (leads A1-A3).
 */
export function looksLikeGb18030(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) {
      index += 1;
      continue;
    }
    const trail = bytes[index + 1];
    if (trail === undefined) break;
    if (lead === 0x80 || lead === 0xff) return false;
    if (trail >= 0x30 && trail <= 0x39) {
      if (index + 3 >= bytes.length) break;
      if (!isFourByteEnd(bytes[index + 2], bytes[index + 3])) return false;
      index += 4;
      continue;
    }
    if (trail < 0x40 || trail === 0x7f || trail === 0xff) return false;
    pairs += 1;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) common += 1;
    index += 2;
  }
  return pairs > 0 && common / pairs >= commonShare;
}

function isFourByteEnd(third: number | undefined, fourth: number | undefined): boolean {
  return (
    third !== undefined && fourth !== undefined && third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39
  );
}
