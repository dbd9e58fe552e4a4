import type { Catalog } from '../catalog.ts';
import { normalForm } from './words.ts';

const SETTING =
  /\b(alpha|ddof|random[_ ]?state|random[_ ]?seed|seed|bias|correction|equal[_ ]var|shuffle|test[_ ]size|train[_ ]size|max[_ ]iter|degree|penalty|significance level(?: \(alpha\))?|confidence level|C)\s*(?:==?|:|≤|<=)\s*(?:\d*\.?\d+ ?%?|true|false|none|['"]?l2['"]?)/gi;

/** "alpha = 0.05", "ddof = 1": numbers that set a method up and narrow no rows; only the setting's name is left. */
export function withoutSettings(text: string, { columns }: Catalog): string {
  const names = new Set(columns.map(({ name }) => normalForm(name)));
  return text.replace(SETTING, (said, setting: string) => {
    if (names.has(normalForm(setting)) || (setting.length === 1 && setting !== 'C')) return said;
    return setting === 'C' ? '' : setting;
  });
}
