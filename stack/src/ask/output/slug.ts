const maxCharacters = 40;

/** Part of a file's name: letters and digits of any script, the rest as single hyphens. */
export function slug(text: string): string {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return Array.from(words.join('-')).slice(0, maxCharacters).join('').replace(/-$/, '');
}
