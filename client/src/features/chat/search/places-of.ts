/** Where a text stands below an element, whatever its case; places that markup divides are not found. */
export function placesOf(element: Element, text: string): readonly Range[] {
  const needle = text.trim().toLocaleLowerCase();
  if (needle === '') return [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const original = node.nodeValue ?? '';
    const lower = original.toLocaleLowerCase();
    if (lower.length !== original.length) continue; // places in it would be others
    for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + needle.length);
      ranges.push(range);
    }
  }
  return ranges;
}
