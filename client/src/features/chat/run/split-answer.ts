import { splitBlocks } from '../report/split-blocks.ts';
import type { ReportNumberData } from '../report/report-number.ts';

export interface AnswerPart {
  readonly text: string;
  /** The numbers in it, at their places in it. */
  readonly numbers: readonly ReportNumberData[];
}

/** Read at once, so much takes a few milliseconds. */
const partCharacters = 2_000;
/** A list's items and what is indented may go on behind a blank line; anything else begins anew. */
const isContinued = /^(?:\s|[-+*]\s|\d+[.)]\s)/;
/** Definitions of links and footnotes serve the whole text. */
const hasDefinition = /^ {0,3}\[[^\]]+\]:/m;

/** A long answer in parts that mean by themselves what they mean in the whole, so that none takes long to read. */
export function splitAnswer(text: string, numbers: readonly ReportNumberData[]): readonly AnswerPart[] {
  if (text.length <= partCharacters || hasDefinition.test(text)) return [{ text, numbers }];
  const parts: AnswerPart[] = [];
  let [start, end] = [0, 0];
  const cut = (): void => {
    if (end > start) parts.push({ text: text.slice(start, end), numbers: numbersBetween(numbers, start, end) });
    start = end;
  };
  for (const block of splitBlocks(text)) {
    if (end - start >= partCharacters && !isContinued.test(block)) cut();
    end = Math.min(end + block.length + 1, text.length); // the blocks leave out the line break between them
  }
  cut();
  return parts;
}

/** One empty list for all parts without numbers: an equal one is no reason to draw a part again. */
const none: readonly ReportNumberData[] = [];

function numbersBetween(numbers: readonly ReportNumberData[], start: number, end: number): readonly ReportNumberData[] {
  const first = firstFrom(numbers, start);
  const inside = numbers.slice(first, firstFrom(numbers, end)).filter((number) => number.end <= end);
  if (inside.length === 0) return none;
  return inside.map((number) => ({ ...number, start: number.start - start, end: number.end - start }));
}

/** Where the numbers from some place on begin, which stand in the order of their places: there are thousands of them. */
function firstFrom(numbers: readonly ReportNumberData[], place: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle]?.start ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
