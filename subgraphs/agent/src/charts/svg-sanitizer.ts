/**
 * Rewrites an SVG drawing to elements and attributes that only draw. What is not on the lists goes: scripts, styles,
 * foreign objects, animations, links, event handlers, and every reference that leaves the document. The text is
 * scanned once and written anew, so that nothing survives by being malformed.
 */
const drawingElements = new Set([
  ...['svg', 'g', 'defs', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
  ...['clipPath', 'linearGradient', 'radialGradient', 'stop', 'title', 'desc', 'image'],
]);

const drawingAttributes = new Set([
  ...['xmlns', 'xmlns:xlink', 'version', 'class', 'id', 'width', 'height', 'viewBox', 'preserveAspectRatio', 'x', 'y'],
  ...['x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'fx', 'fy', 'd', 'dx', 'dy', 'points', 'transform'],
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'opacity', 'offset'],
  ...['stop-color', 'stop-opacity', 'gradientUnits', 'gradientTransform', 'spreadMethod', 'clip-path', 'clip-rule'],
  ...['clipPathUnits', 'font-family', 'font-size', 'font-weight', 'font-style', 'font-variant', 'text-anchor'],
  ...['dominant-baseline', 'role', 'aria-label', 'aria-hidden', 'aria-roledescription', 'pointer-events', 'display'],
  ...['xml:space', 'visibility', 'mix-blend-mode'],
]);

/** Left out, but what they contain is drawn. */
const transparentElements = new Set(['a']);

const referenceAttributes = new Set(['href', 'xlink:href']);
const innerReference = /^#[\w.:-]+$/;
const embeddedPicture = /^data:image\/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*$/;

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly isClosing: boolean;
  readonly isEmpty: boolean;
  readonly end: number;
}

/** @throws SyntaxError when the text is not a well-formed SVG document. */
export function sanitizeSvg(svg: string): string {
  const open: string[] = [];
  let written = '';
  let skippedDepth = 0;
  for (let position = 0; position < svg.length;) {
    const start = svg.indexOf('<', position);
    const text = svg.slice(position, start === -1 ? svg.length : start);
    if (skippedDepth === 0 && open.length > 0) written += escapeText(text);
    if (start === -1) break;
    const opaqueEnd = endOfOpaque(svg, start);
    if (opaqueEnd !== undefined) {
      position = opaqueEnd;
      continue;
    }
    const tag = readTag(svg, start);
    position = tag.end;
    if (tag.isClosing) {
      if (open.pop() !== tag.name) throw new SyntaxError(`Unexpected </${tag.name}>`);
      if (skippedDepth > 0) skippedDepth -= 1;
      else if (!transparentElements.has(tag.name)) written += `</${tag.name}>`;
      continue;
    }
    if (open.length === 0 && (written !== '' || tag.name !== 'svg')) throw new SyntaxError('Not one svg element');
    const isTransparent = transparentElements.has(tag.name);
    const isSkipped = skippedDepth > 0 || !(isTransparent || drawingElements.has(tag.name));
    if (!isSkipped && !isTransparent) written += writeTag(tag);
    if (tag.isEmpty) continue;
    open.push(tag.name);
    if (isSkipped) skippedDepth += 1;
  }
  if (open.length > 0 || written === '') throw new SyntaxError('The svg element is not closed');
  return written;
}

/** Comments, CDATA, processing instructions and declarations: left out whole. */
function endOfOpaque(svg: string, start: number): number | undefined {
  const kinds = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const;
  for (const [opening, closing] of kinds) {
    if (!svg.startsWith(opening, start)) continue;
    const end = svg.indexOf(closing, start + opening.length);
    if (end === -1) throw new SyntaxError(`${opening} without ${closing}`);
    return end + closing.length;
  }
  return undefined;
}

const namePattern = /[A-Za-z_][\w:.-]*/y;
const attributePattern = /\s+([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEndPattern = /\s*(\/?)>/y;

function readTag(svg: string, start: number): Tag {
  const isClosing = svg[start + 1] === '/';
  let position = start + (isClosing ? 2 : 1);
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const found = pattern.exec(svg);
    if (found) position = pattern.lastIndex;
    return found;
  };
  const name = match(namePattern)?.[0];
  if (!name) throw new SyntaxError('A tag without a name');
  const attributes: [string, string][] = [];
  for (let found = match(attributePattern); found; found = match(attributePattern)) {
    attributes.push([found[1] ?? '', found[2] ?? found[3] ?? '']);
  }
  const end = match(tagEndPattern);
  if (!end) throw new SyntaxError(`The tag ${name} is malformed`);
  return { name, attributes, isClosing, isEmpty: end[1] === '/', end: position };
}

function writeTag({ name, attributes, isEmpty }: Tag): string {
  const kept = attributes.filter(([attribute, value]) => isHarmless(name, attribute, decodeEntities(value)));
  const text = kept.map(([attribute, value]) => ` ${attribute}="${escapeAttribute(value)}"`).join('');
  return `<${name}${text}${isEmpty ? '/' : ''}>`;
}

function isHarmless(element: string, attribute: string, value: string): boolean {
  if (referenceAttributes.has(attribute)) {
    return element === 'image' ? embeddedPicture.test(value) : innerReference.test(value.trim());
  }
  if (attribute === 'style') return isHarmlessStyle(value);
  return drawingAttributes.has(attribute) && hasOnlyInnerUrls(value);
}

/** Vega writes a few presentation properties as style; nothing that loads or runs is among them. */
function isHarmlessStyle(value: string): boolean {
  return /^[\w\s:;.,#%()'"-]*$/.test(value) && !/url|expression|import|behavior|binding|javascript/i.test(value);
}

function hasOnlyInnerUrls(value: string): boolean {
  return [...value.matchAll(/url\s*\(([^)]*)\)?/gi)].every(([, target = '']) =>
    /^\s*['"]?#[\w.:-]+['"]?\s*$/.test(target),
  );
}

const namedEntities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(value: string): string {
  return value.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return namedEntities[name.toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    },
  );
}

const strayAmpersand = /&(?!(?:#x[0-9a-f]+|#\d+|lt|gt|amp|quot|apos);)/gi;

function escapeText(text: string): string {
  return text.replace(strayAmpersand, '&amp;').replaceAll('>', '&gt;');
}

function escapeAttribute(value: string): string {
  return value.replace(strayAmpersand, '&amp;').replaceAll('"', '&quot;').replaceAll('>', '&gt;');
}
