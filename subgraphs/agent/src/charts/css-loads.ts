const escapes = /\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi;
const loadingFunction = /(?:^|[^\w-])(?:-webkit-)?(?:url|src|image|image-set|cross-fade|element)\s*\(/i;

/**
 * Whether CSS that a value is part of could load something: colours of SVG are CSS, and browsers fetch `fill="url(…)"`. Its
 * functions may be written with escapes (https://www.w3.org/TR/css-syntax-3/#escaping).
 */
export function loadsByCss(value: string): boolean {
  const plain = value.replace(escapes, (_whole, hex: string | undefined, character: string | undefined) =>
    hex === undefined ? (character ?? '') : characterOf(Number.parseInt(hex, 16)),
  );
  return loadingFunction.test(plain);
}

function characterOf(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '';
}
