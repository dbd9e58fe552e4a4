/** How much of a continuation is held back until it can be compared with what came before. */
const heldBack = 200;
/** Shorter agreement is chance. */
const shortestOverlap = 12;

/**
 * Joins the pieces of a text that a model wrote in several answers. Models like to begin a continuation with the last
 * words of what was written before, or with another code fence although one is open: both are left out.
 */
export class TextSeam {
  text = '';
  #held: string | undefined;
  readonly #onText: (text: string) => void;

  constructor(onText: (text: string) => void) {
    this.#onText = onText;
  }

  write(piece: string): void {
    if (this.#held === undefined) {
      this.#append(piece);
      return;
    }
    this.#held += piece;
    if (this.#held.length >= heldBack) this.#release();
  }

  /** Call at the end of each answer: the next piece will be a continuation. */
  close(): void {
    if (this.#held !== undefined) this.#release();
    this.#held = this.text === '' ? undefined : '';
  }

  #release(): void {
    const piece = this.#held ?? '';
    this.#held = undefined;
    const unfenced = hasOpenFence(this.text) ? piece.replace(/^\s*(?:```|~~~)[\w+-]*[ \t]*\r?\n/, '') : piece;
    this.#append(unfenced.slice(overlap(this.text, unfenced)));
  }

  #append(piece: string): void {
    if (piece === '') return;
    this.text += piece;
    this.#onText(piece);
  }
}

function hasOpenFence(text: string): boolean {
  return (text.match(/^[ \t]*(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
}

/** The length of the longest end of `before` that `after` begins with. */
function overlap(before: string, after: string): number {
  for (let length = Math.min(before.length, after.length, heldBack); length >= shortestOverlap; length--) {
    if (before.endsWith(after.slice(0, length))) return length;
  }
  return 0;
}
