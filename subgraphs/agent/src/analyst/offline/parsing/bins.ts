import { isNumeric, type CatalogColumn } from '../catalog.ts';
import type { Bin } from '../request.ts';
import type { MaskedText } from './masked-text.ts';

const NUMBER = String.raw`[$€£]?(-?\d+(?:,\d{3})*(?:\.\d+)?)`;
const BIN = new RegExp(
  String.raw`["'“]([^"'”]{1,40})["'”]\s*(?:\(|:|for|if|when|as|=|are|is|-)?(?:[^"'“”\d⟦]|⟦\d+⟧){0,40}?(?:` +
    String.raw`(?<low>less than|below|under|younger than|up to|at most|<=?)\s*${NUMBER}` +
    String.raw`|${NUMBER}\s*(?:to|-|–|and|through|until)\s*${NUMBER}` +
    String.raw`|${NUMBER}\s*(?:\+|(?:years )?(?:and|or) (?:above|over|older|more|higher|greater))` +
    String.raw`|(?<high>more than|greater than|above|over|older than|at least|>=?)\s*${NUMBER})`,
  'giu',
);

const CHAIN =
  /["'“]([^"'”]{1,40})["'”]\s*(?:\(|:|for|if|when|as|=|are|is|-)*\s*(-?\d+(?:\.\d+)?)\s*(<=?|≤)\s*(?:⟦(\d+)⟧|\w+)\s*(<=?|≤)\s*(-?\d+(?:\.\d+)?)/gu;

/** `"middle" if 30 <= age < 50`: exact bounds, so that the next number need not be a whole one. */
function readChains(text: string): { readonly bins: readonly Bin[]; readonly rest: string } {
  const bins = [...text.matchAll(CHAIN)].flatMap(([, label = '', low, lowSign, , highSign, high]): Bin[] =>
    lowSign === '<' || highSign !== '<' ? [] : [{ label, from: Number(low), below: Number(high) }],
  );
  return bins.length > 0 ? { bins, rest: text.replace(CHAIN, '') } : { bins, rest: text };
}

/** `"young" (below 30), "middle" (30 to 49) and "senior" (50 and above)`: named spans of a number. */
export function readBins(masked: MaskedText, antecedent: CatalogColumn | undefined) {
  const chains = readChains(masked.text);
  const plain = [...chains.rest.matchAll(BIN)].flatMap((match): Bin[] => {
    const [, label = '', , below, from, to, least, , above] = match;
    const { low, high } = match.groups ?? {};
    if (below !== undefined) return [{ label, below: past(below, /up to|at most|=/.test(low ?? '')) }];
    if (from !== undefined && to !== undefined) return [{ label, from: past(from, false), below: past(to, true) }];
    if (least !== undefined) return [{ label, from: past(least, false) }];
    return above === undefined ? [] : [{ label, from: past(above, !/at least|=/.test(high ?? '')) }];
  });
  const bins = [...plain, ...chains.bins].sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  const column = masked.mentions.find((mention) => isNumeric(mention.column))?.column ?? antecedent;
  if (bins.length < 2 || !column || !isNumeric(column)) return undefined;
  return {
    expression: { kind: 'bins' as const, column: column.name, bins: continuous(bins, column) },
    name: `group of ${column.name}`,
    sources: [column.name],
  };
}

/** The number, or the next whole one where the bound itself is on the other side. */
function past(digits: string, isAfter: boolean): number {
  const value = Number(digits.replaceAll(',', ''));
  return isAfter ? value + 1 : value;
}

/** Of decimals "30 to 39" and "40 to 49" leave no gap between them, and "30 to 40", "40 to 50" do not overlap. */
function continuous(bins: readonly Bin[], { type }: CatalogColumn): Bin[] {
  return bins.map((bin) => {
    const { below } = bin;
    if (below === undefined) return bin;
    const next = bins.map(({ from }) => from).find((from) => from === below - 1);
    if (next !== undefined) return { ...bin, below: next };
    return type === 'FLOAT' && !bins.some(({ from }) => from === below) && bin.from !== undefined
      ? { ...bin, below }
      : bin;
  });
}
