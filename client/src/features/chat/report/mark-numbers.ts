import type { PhrasingContent, Root, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { ReportNumberData } from './report-number.ts';

/** Wraps the numbers of a report into `data` elements that know their source. For remark: positions are those of the Markdown. */
export function markNumbers(numbers: readonly ReportNumberData[]) {
  return () =>
    (tree: Root): void => {
      if (numbers.length === 0) return;
      visit(tree, 'text', (node, index, parent) => {
        if (index === undefined || parent === undefined) return undefined;
        const pieces = markText(node, numbers);
        if (pieces === undefined) return undefined;
        parent.children.splice(index, 1, ...pieces);
        return [SKIP, index + pieces.length];
      });
    };
}

/** Nothing when no number stands in the text, or when it was written with escapes, so that places cannot be told. */
function markText(node: Text, numbers: readonly ReportNumberData[]): PhrasingContent[] | undefined {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || end - start !== node.value.length) return undefined;
  const within = numbers.filter((number) => number.start >= start && number.end <= end);
  if (within.length === 0) return undefined;
  const pieces: PhrasingContent[] = [];
  let at = start;
  for (const number of within) {
    if (number.start < at) continue;
    pieces.push(text(node.value.slice(at - start, number.start - start)));
    pieces.push(marked(node.value.slice(number.start - start, number.end - start), number));
    at = number.end;
  }
  pieces.push(text(node.value.slice(at - start)));
  return pieces.filter((piece) => piece.type !== 'text' || piece.value !== '');
}

function text(value: string): Text {
  return { type: 'text', value };
}

/** `data` is what HTML has for a value with a machine's side to it; remark-rehype makes the element from `hName`. */
function marked(value: string, { verified, source }: ReportNumberData): PhrasingContent {
  return {
    type: 'emphasis',
    children: [text(value)],
    data: { hName: 'data', hProperties: { value, 'data-verified': String(verified), 'data-source': source ?? '' } },
  };
}
