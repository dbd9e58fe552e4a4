/** The words of a text, for lists that are read rather than parsed. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
