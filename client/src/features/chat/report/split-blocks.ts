const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Markdown cut at blank lines outside of fenced code: the pieces before the last one do not change while text is appended. */
export function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let openFence: string | undefined;
  for (const line of text.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (openFence === undefined) openFence = mark;
    else if (mark !== undefined && mark.startsWith(openFence) && line.trim() === mark) openFence = undefined;
    block.push(line);
    if (line.trim() === '' && openFence === undefined) {
      blocks.push(block.join('\n'));
      block = [];
    }
  }
  if (block.length > 0) blocks.push(block.join('\n'));
  return blocks;
}
